package dev.afterdelete.execute;

import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.serve.BatchConsumer;
import dev.afterdelete.serve.Continuations;
import dev.afterdelete.serve.MessageRunner;
import dev.afterdelete.throttle.AdaptiveThrottle;
import dev.afterdelete.throttle.ThrottlePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Consumers of messages about rows in memory, with attempts of 40 ms; dead letters are taken and forgotten.
 *
 * @param clock tells the time, and lets it pass
 * @param listener is told what happens
 */
record InMemoryConsumer(
        InMemoryDatabase database,
        RelationGraph graph,
        MessageFormat format,
        Publisher publisher,
        SteppingClock clock,
        CascadeListener listener) {
    /** One that settles with {@code outbox}, in attempts of at most {@code maxRows} row changes. */
    BatchConsumer on(Outbox outbox, int maxRows) {
        var throttle = new AdaptiveThrottle(
                ThrottlePolicy.of(new EnginePolicy(maxRows, Duration.ofMillis(40))),
                List.of(),
                new AdaptiveThrottle.Surroundings(clock, clock, listener));
        var executor =
                new CascadeExecutor(database, graph, throttle, new Surroundings(clock, clock, new Random(1), listener));
        var continuations = new Continuations(format, publisher, outbox, listener, Duration.ofMinutes(1));
        return new BatchConsumer(
                format,
                new MessageRunner(executor, continuations),
                letters -> letters.stream().map(_ -> Optional.<Fault>empty()).toList(),
                outbox,
                listener,
                3);
    }
}
