package dev.afterdelete.local.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Remembers what functions write: their metrics, and the last of what else they say. <b>Threads</b>: any. */
final class FunctionOutput implements Consumer<String> {
    private static final int REMEMBERED = 40;

    private final List<MetricsLine> metrics = new ArrayList<>();
    private final Deque<String> rest = new ArrayDeque<>();
    private Consumer<String> follower = _ -> {};

    @Override
    public synchronized void accept(String line) {
        if (MetricsLine.matches(line)) {
            metrics.add(new MetricsLine(line));
            return;
        }
        follower.accept(line);
        rest.add(line);
        if (rest.size() > REMEMBERED) {
            rest.remove();
        }
    }

    /** Hands on, from now on, what is not metrics. */
    synchronized void follow(Consumer<String> reader) {
        follower = reader;
    }

    /** Forgets all metrics so far. */
    synchronized void forgetMetrics() {
        metrics.clear();
    }

    /** The metrics of the invocation that deleted most rows. */
    synchronized Optional<MetricsLine> largest() {
        return metrics.stream()
                .max(Comparator.comparingLong(line -> line.throughput().rows()));
    }

    /** What all invocations did together. */
    synchronized Throughput throughput() {
        return metrics.stream().map(MetricsLine::throughput).reduce(Throughput.NONE, Throughput::plus);
    }

    /** The last of what is not metrics. */
    synchronized List<String> lastLines() {
        return List.copyOf(rest);
    }
}
