package dev.afterdelete.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.config.queue.BrokerAddress;
import dev.afterdelete.config.queue.BrokerAddress.Transport;
import dev.afterdelete.config.queue.QueueAddress;
import dev.afterdelete.event.DeadLetter;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A sender whose login cannot be had says so of each message, and throws nothing. */
class RabbitMqSenderTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final RabbitMq broker = new RabbitMq(
            new QueueAddress.RabbitMq(
                    new BrokerAddress(Transport.PLAIN, "127.0.0.1", 1, "/", Optional.empty()), "cascades"),
            () -> {
                asked.incrementAndGet();
                throw FaultException.of(FaultCode.ACCESS_DENIED, "the secret cannot be read");
            },
            InstantSource.system());

    @Test
    void messagesAreNotSentAndTheLoginIsAskedForOnce() {
        var message = new OutgoingMessage("{}", Optional.empty());
        assertThat(broker.publisher(Approval.NONE).publish(List.of(message, message)))
                .hasSize(2)
                .allSatisfy(fault -> assertThat(fault).hasValueSatisfying(RabbitMqSenderTest::requireTelling));
        assertThat(asked).hasValue(1);
    }

    @Test
    void deadLettersAreNotKept() {
        var letter = new DeadLetter(new Delivery("m", "{}", 1), Fault.of(FaultCode.ZERO_KEY));
        assertThat(broker.deadLetterQueue().send(List.of(letter)))
                .singleElement()
                .satisfies(fault -> assertThat(fault).hasValueSatisfying(RabbitMqSenderTest::requireTelling));
    }

    private static void requireTelling(Fault fault) {
        assertThat(fault.code()).isEqualTo(FaultCode.SEND_FAILED);
        assertThat(fault.reason()).endsWith("the secret cannot be read");
    }
}
