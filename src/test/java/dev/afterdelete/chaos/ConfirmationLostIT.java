package dev.afterdelete.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.local.OnRabbitMq;
import dev.afterdelete.local.RabbitMqServer;
import dev.afterdelete.worker.Pulse;
import dev.afterdelete.worker.StopSignal;
import dev.afterdelete.worker.Worker;
import dev.afterdelete.worker.WorkerPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** What RabbitMQ has done and nobody heard of. */
@OnRabbitMq
class ConfirmationLostIT {
    private final RabbitMqServer server;
    private final String name = RabbitMqServer.freshName();

    ConfirmationLostIT(RabbitMqServer server) {
        this.server = server;
        server.withTopology(name);
    }

    @Test
    void aConfirmationThatIsLostCountsAsNotSentInTime() {
        try (var proxy = LossyProxy.start(server.port());
                var publisher = server.through(proxy.port(), name).publisher(Approval.NONE)) {
            assertThat(publisher.publish(List.of(message(1)))).containsExactly(Optional.empty());
            proxy.loseAnswers();
            var begun = Instant.now();
            assertThat(publisher.publish(List.of(message(2))).getFirst().orElseThrow())
                    .satisfies(fault -> assertThat(fault.code()).isEqualTo(FaultCode.SEND_FAILED))
                    .satisfies(fault -> assertThat(fault.reason()).contains("not confirmed within PT4S"));
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(8));
            proxy.restore();
            assertThat(publisher.publish(List.of(message(2)))).containsExactly(Optional.empty());
            assertThat(server.ready(name)).as("one too many, as queues may").isEqualTo(3);
        }
    }

    @Test
    void aWriteThatNobodyReadsEndsInTime() {
        try (var proxy = LossyProxy.start(server.port());
                var publisher = server.through(proxy.port(), name).publisher(Approval.NONE)) {
            assertThat(publisher.publish(List.of(message(1)))).containsExactly(Optional.empty());
            proxy.stopReading();
            var large = new OutgoingMessage("x".repeat(30_000_000), Optional.empty());
            var begun = Instant.now();
            assertThat(publisher.publish(List.of(large)).getFirst()).isPresent();
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(8));
            proxy.restore();
            assertThat(publisher.publish(List.of(message(2)))).containsExactly(Optional.empty());
        }
    }

    /** RabbitMQ never reads the acknowledgement, and the connection is cut then. */
    @Test
    void workThatWasDoneAndCouldNotBeAcknowledgedComesAgain() {
        try (var proxy = LossyProxy.start(server.port());
                var publisher = server.on(name).publisher(Approval.NONE);
                var source = server.through(proxy.port(), name).source(10)) {
            assertThat(publisher.publish(List.of(message(1), message(2)))).containsOnly(Optional.empty());
            var batches = new ArrayList<List<Delivery>>();
            var stop = new StopSignal();
            var happenings = new ArrayList<Happening>();
            Worker.Consumption work = (deliveries, _) -> {
                batches.add(deliveries);
                if (batches.size() == 1) {
                    proxy.stopReading();
                } else {
                    stop.ask();
                }
                return done(deliveries);
            };
            Runnable cut = () -> {
                if (batches.size() == 1) {
                    proxy.restore();
                }
            };
            var clock = InstantSource.system();
            new Worker(
                            source,
                            work,
                            WorkerPolicy.of(2, Duration.ofSeconds(5), WorkerPolicy.End.ASKED),
                            stop,
                            new Worker.Surroundings(
                                    clock, new Random(1), happenings::add, cut, () -> {}, new Pulse(clock)))
                    .run();
            assertThat(batches).hasSize(2);
            assertThat(batches.getLast())
                    .extracting(Delivery::body)
                    .containsExactlyInAnyOrderElementsOf(
                            batches.getFirst().stream().map(Delivery::body).toList());
            assertThat(batches.getLast()).extracting(Delivery::receiveCount).containsOnly(2);
            assertThat(happenings).isNotEmpty();
        }
        assertThat(server.ready(name)).isZero();
    }

    private static SequencedMap<Delivery, Outcome> done(List<Delivery> deliveries) {
        var outcomes = new LinkedHashMap<Delivery, Outcome>();
        deliveries.forEach(delivery -> outcomes.put(delivery, new Outcome.Done()));
        return outcomes;
    }

    private static OutgoingMessage message(int id) {
        return new OutgoingMessage("{\"id\":%d}".formatted(id), Optional.empty());
    }
}
