package dev.afterdelete.execute;

import dev.afterdelete.event.Backlog;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.OwedMessage;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The {@link Outbox} port as a map, with a clock of its own. */
public final class InMemoryOutbox implements Outbox {
    private final Map<Long, Entry> rows = new TreeMap<>();
    private final InstantSource clock;

    public InMemoryOutbox(InstantSource clock) {
        this.clock = clock;
    }

    private static final class Entry {
        private final String body;
        private final Instant created;
        private Instant next;
        private int tries;
        private FaultCode refused = FaultCode.UNCLASSIFIED;

        private Entry(String body, Instant now) {
            this.body = body;
            this.created = now;
            this.next = now;
        }
    }

    /** Writes a row that is due at once. */
    public void append(long id, String body) {
        rows.put(id, new Entry(body, clock.instant()));
    }

    /** Why the row was refused; {@code UNCLASSIFIED} while it was not. */
    public FaultCode refusal(long id) {
        return Objects.requireNonNull(rows.get(id)).refused;
    }

    @Override
    public List<OwedMessage> takeDue(int limit, IntFunction<Duration> pause) {
        var now = clock.instant();
        return rows.entrySet().stream()
                .filter(row -> isOwed(row.getValue()) && !row.getValue().next.isAfter(now))
                .sorted(Comparator.comparing(row -> row.getValue().next))
                .limit(limit)
                .map(row -> take(row.getKey(), row.getValue(), now, pause))
                .toList();
    }

    private static OwedMessage take(long id, Entry entry, Instant now, IntFunction<Duration> pause) {
        entry.tries++;
        entry.next = now.plus(pause.apply(entry.tries));
        return new OwedMessage(id, entry.body, entry.tries);
    }

    @Override
    public void refuse(long id, Fault fault) {
        var entry = rows.get(id);
        if (entry != null && isOwed(entry)) {
            entry.refused = fault.code();
        }
    }

    /** Nothing is kept here once it is done. */
    @Override
    public int forgetDone(Duration age, int limit) {
        return 0;
    }

    @Override
    public Backlog backlog() {
        var owed = rows.values().stream().filter(InMemoryOutbox::isOwed).toList();
        var oldest = owed.stream().map(entry -> entry.created).min(Comparator.naturalOrder());
        return new Backlog(
                owed.size(),
                oldest.map(created -> Duration.between(created, clock.instant()))
                        .orElse(Duration.ZERO));
    }

    private static boolean isOwed(Entry entry) {
        return entry.refused == FaultCode.UNCLASSIFIED;
    }
}
