package dev.afterdelete.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a worker relies on, of every queue. */
abstract class MessageSourceContract {
    /** The source; always the same. */
    abstract MessageSource source();

    /** Sends this many messages. */
    abstract void send(int messages);

    /** Lets the time pass for which the queue holds what it handed over. */
    abstract void letHeldTimePass();

    /** How long a message may be on its way to somebody who asks without waiting. */
    Duration onItsWay() {
        return Duration.ZERO;
    }

    @Test
    void whatIsAcknowledgedNeverComesAgain() {
        send(12);
        var received = receiveAll();
        assertThat(received)
                .hasSize(12)
                .extracting(message -> message.delivery().id())
                .doesNotHaveDuplicates();
        assertThat(source().acknowledge(received)).isEmpty();
        letHeldTimePass();
        assertThat(receiveAll()).isEmpty();
    }

    @Test
    void whatIsNotAcknowledgedComesAgainAndCountsItsDeliveries() {
        send(1);
        assertThat(receiveAll())
                .extracting(Received::delivery)
                .extracting(Delivery::receiveCount)
                .containsExactly(1);
        assertThat(receiveAll()).isEmpty();
        letHeldTimePass();
        assertThat(receiveAll())
                .extracting(Received::delivery)
                .extracting(Delivery::receiveCount)
                .containsExactly(2);
    }

    @Test
    void whatIsGivenBackComesAgainAtOnce() {
        send(12);
        assertThat(source().giveBack(receiveAll())).isEmpty();
        assertThat(receiveAll()).hasSize(12);
    }

    @Test
    void whatFailedDoesNotComeAtOnceAndThenCountsAsDelivered() {
        send(2);
        assertThat(source().postpone(receiveAll())).isEmpty();
        assertThat(source().receive(100, Duration.ZERO)).isEmpty();
        letHeldTimePass();
        assertThat(receiveAll())
                .hasSize(2)
                .extracting(Received::delivery)
                .extracting(Delivery::receiveCount)
                .containsOnly(2);
    }

    @Test
    void aReceiveGivesNoMoreThanAskedFor() {
        send(3);
        assertThat(source().receive(2, Duration.ofSeconds(1))).hasSizeBetween(1, 2);
    }

    @Test
    void acknowledgingTwiceIsHarmless() {
        send(2);
        var received = receiveAll();
        assertThat(source().acknowledge(received)).isEmpty();
        source().acknowledge(received);
        letHeldTimePass();
        assertThat(receiveAll()).isEmpty();
    }

    private List<Received> receiveAll() {
        var all = new ArrayList<Received>();
        for (var some = source().receive(100, Duration.ofSeconds(1));
                !some.isEmpty();
                some = source().receive(100, onItsWay())) {
            all.addAll(some);
        }
        return all;
    }
}
