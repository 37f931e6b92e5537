package dev.afterdelete.execute;

import dev.afterdelete.event.Backlog;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.OwedMessage;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The {@link Outbox} port as a map, with a clock of its own. */
public final class InMemoryOutbox implements Outbox {
    private static final Pattern TABLE = Pattern.compile("\"table\":\"([^\"]+)\"");

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
        private int turn;
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

    /** Clears all other rows, as the end of their cascades does. */
    public void retain(Set<Long> ids) {
        rows.keySet().retainAll(ids);
    }

    /** Whether the row stands. */
    public boolean has(long id) {
        return rows.containsKey(id);
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
        entry.turn++;
        entry.next = now.plus(pause.apply(entry.tries));
        return new OwedMessage(id, entry.body, entry.tries, entry.turn);
    }

    @Override
    public Set<Debt> suspend(Collection<Debt> debts, Duration pause) {
        var mine = debts.stream().filter(this::isCurrent).collect(Collectors.toSet());
        for (var debt : mine) {
            var entry = Objects.requireNonNull(rows.get(debt.outbox()));
            entry.turn++;
            entry.tries = 0;
            entry.next = clock.instant().plus(pause);
        }
        return mine;
    }

    private boolean isCurrent(Debt debt) {
        var entry = rows.get(debt.outbox());
        return entry != null && isOwed(entry) && entry.turn == debt.turn();
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
    public Backlog backlog(int tries) {
        var owed = rows.values().stream().filter(InMemoryOutbox::isOwed).collect(Collectors.groupingBy(this::tableOf));
        var refused = rows.values().stream()
                .filter(entry -> !isOwed(entry))
                .collect(Collectors.groupingBy(entry -> entry.refused.name(), TreeMap::new, Collectors.counting()));
        return new Backlog(
                owed.entrySet().stream()
                        .map(table -> owed(table.getKey(), table.getValue(), tries))
                        .toList(),
                refused.entrySet().stream()
                        .map(code -> new Backlog.Refused(code.getKey(), code.getValue()))
                        .toList());
    }

    private Backlog.Owed owed(Optional<String> table, List<Entry> entries, int tries) {
        var oldest = entries.stream().map(entry -> entry.created).min(Comparator.naturalOrder());
        return new Backlog.Owed(
                table,
                entries.size(),
                Duration.between(oldest.orElseThrow(), clock.instant()),
                entries.stream().filter(entry -> entry.tries >= tries).count());
    }

    private Optional<String> tableOf(Entry entry) {
        return TABLE.matcher(entry.body).results().map(found -> found.group(1)).findFirst();
    }

    private static boolean isOwed(Entry entry) {
        return entry.refused == FaultCode.UNCLASSIFIED;
    }
}
