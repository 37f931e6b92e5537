package dev.afterdelete.work;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is still to be done in an invocation, in turn; an item that has to wait holds nobody up. */
public final class WorkQueue {
    private final Deque<WorkItem> items = new ArrayDeque<>();

    /** Puts them at the end. */
    public void addAll(Collection<WorkItem> more) {
        items.addAll(more);
    }

    /** Puts it at the end. */
    public void add(WorkItem item) {
        items.addLast(item);
    }

    /** Whether nothing is left to do. */
    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** Takes the first item that need not wait at {@code now}; empty when all must. */
    public Optional<WorkItem> take(Instant now) {
        var ready = items.stream()
                .filter(item -> !item.trouble().until().isAfter(now))
                .findFirst();
        ready.ifPresent(items::remove);
        return ready;
    }

    /** When the first of those that wait may be taken; only of a queue that is not empty. */
    public Instant nextReady() {
        return items.stream()
                .map(item -> item.trouble().until())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Takes all, in their order. */
    public List<WorkItem> drain() {
        var rest = List.copyOf(items);
        items.clear();
        return rest;
    }

    /** Takes those that {@code some} holds for, in their order. */
    public List<WorkItem> drain(Predicate<WorkItem> some) {
        var drained = items.stream().filter(some).toList();
        items.removeIf(some);
        return drained;
    }
}
