package dev.afterdelete.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.InMemoryOutbox;
import dev.afterdelete.execute.InMemoryPublisher;
import dev.afterdelete.execute.SteppingClock;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.JsonMessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {
    private static final RelayPolicy POLICY =
            new RelayPolicy(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(14));

    private final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));
    private final InMemoryOutbox outbox = new InMemoryOutbox(clock);
    private final List<Happening> happenings = new ArrayList<>();

    @Test
    void everyDueRowIsSentOnceWithItsOwnNumber() {
        for (var id = 1; id <= 25; id++) {
            outbox.append(id, "{\"id\":%d,\"action\":\"deleted\"}".formatted(id));
        }
        var publisher = InMemoryPublisher.reliable();

        assertThat(relay(publisher)).isEqualTo(new RelayReport(25, 0, 0));
        assertThat(publisher.take())
                .extracting(OutgoingMessage::body)
                .hasSize(25)
                .anyMatch(body -> body.contains("\"id\":7,") && body.contains("\"outbox\":7"));
        assertThat(happenings).hasSize(3);
        assertThat(relay(publisher)).as("at once again").isEqualTo(new RelayReport(0, 0, 0));
    }

    @Test
    void whatIsNotSentStaysOwedAndComesDueAgain() {
        for (var id = 1; id <= 10; id++) {
            outbox.append(id, "{\"id\":%d,\"action\":\"deleted\"}".formatted(id));
        }
        var sends = new AtomicInteger();
        var publisher = new InMemoryPublisher(() ->
                sends.getAndIncrement() % 2 == 1 ? Optional.of(Fault.of(FaultCode.SEND_FAILED)) : Optional.empty());

        assertThat(relay(publisher)).isEqualTo(new RelayReport(5, 5, 0));
        assertThat(happenings).containsOnlyOnce(new Happening.NotRelayed(2, Fault.of(FaultCode.SEND_FAILED)));
        assertThat(outbox.backlog(3).count()).isEqualTo(10);
        clock.pause(Duration.ofMinutes(2));
        assertThat(relay(InMemoryPublisher.reliable()).sent()).isEqualTo(10);
    }

    @Test
    void aMessageThatCanNeverBeReadIsMarkedAndTheOthersAreSent() {
        outbox.append(1, "{\"id\":1,\"action\":\"deleted\",\"tabel\":\"steps\"}");
        outbox.append(2, "{\"id\":2,\"action\":\"deleted\"}");

        assertThat(relay(InMemoryPublisher.reliable())).isEqualTo(new RelayReport(1, 0, 1));
        assertThat(outbox.refusal(1)).isEqualTo(FaultCode.UNKNOWN_FIELD);
        assertThat(happenings)
                .anyMatch(happening -> happening instanceof Happening.NotRelayed(var row, var fault)
                        && row == 1
                        && fault.code() == FaultCode.UNKNOWN_FIELD);
        assertThat(outbox.backlog(3).count()).isEqualTo(1);
    }

    @Test
    void aRowThatDoesNotLieBesideTheRowsOfItsMessageIsMarkedAndTheOthersAreSent() {
        var tenant = new KeyColumn("tenant_id", KeyType.INTEGER);
        var orders = Table.named("orders").shardBy(tenant);
        var lines = Table.named("lines", List.of(tenant, new KeyColumn("number", KeyType.INTEGER)))
                .shardBy(tenant);
        var body = "{\"id\":7,\"action\":\"deleted\",\"table\":\"orders\",\"tenant\":\"4\"}";
        var scattered = "{\"ids\":[{\"tenant_id\":4,\"number\":1},{\"tenant_id\":5,\"number\":1}],"
                + "\"action\":\"deleted\",\"table\":\"lines\"}";
        outbox.append(1, body, Optional.of(KeyValue.of(5)));
        outbox.append(2, scattered, Optional.of(KeyValue.of(4)));
        outbox.append(3, body, Optional.of(KeyValue.of(4)));
        var publisher = InMemoryPublisher.reliable();

        assertThat(relay(publisher, orders, lines)).isEqualTo(new RelayReport(1, 0, 2));
        assertThat(publisher.take())
                .singleElement()
                .extracting(OutgoingMessage::body)
                .asString()
                .contains("\"outbox\":3");
        assertThat(outbox.refusal(1)).isEqualTo(FaultCode.CONFLICTING_FIELDS);
        assertThat(outbox.refusal(2)).isEqualTo(FaultCode.CONFLICTING_FIELDS);
        clock.pause(Duration.ofHours(2));
        assertThat(relay(publisher, orders, lines).refused())
                .as("it is not taken again")
                .isZero();
    }

    @Test
    void restsDoubleUpToTheCeiling() {
        assertThat(List.of(1, 2, 3, 7, 8, 90))
                .extracting(POLICY::restAfter)
                .containsExactly(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(4),
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        Duration.ofHours(1));
    }

    private RelayReport relay(InMemoryPublisher publisher) {
        return relay(publisher, Table.named("recipes"));
    }

    private RelayReport relay(InMemoryPublisher publisher, Table... tables) {
        var graph = new RelationGraph(List.of(tables), Optional.of(tables[0]), List.of());
        var format = new JsonMessageFormat(graph, () -> "c");
        return new OutboxRelay(outbox, format, publisher, POLICY, new Random(1))
                .relay(TimeBudget.of(clock, Duration.ofMinutes(1)), happenings::add);
    }
}
