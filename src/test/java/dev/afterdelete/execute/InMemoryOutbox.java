package dev.afterdelete.execute;

import dev.afterdelete.event.Backlog;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.OwedMessage;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.KeyValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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
    private final Map<Long, Entry> cleared = new TreeMap<>();
    private final Set<Long> done = new HashSet<>();
    private final InstantSource clock;

    public InMemoryOutbox(InstantSource clock) {
        this.clock = clock;
    }

    private static final class Entry {
        private String body;
        private final Optional<KeyValue> shard;
        private Approval approval = Approval.NONE;
        private final Instant created;
        private Instant next;
        private int tries;
        private int turn;
        private FaultCode refused = FaultCode.UNCLASSIFIED;

        private Entry(String body, Optional<KeyValue> shard, Instant now) {
            this.body = body;
            this.shard = shard;
            this.created = now;
            this.next = now;
        }
    }

    /** Writes a row that is due at once. */
    public void append(long id, String body) {
        append(id, body, Optional.empty());
    }

    /** The same beside rows of a shard. */
    public void append(long id, String body, Optional<KeyValue> shard) {
        rows.put(id, new Entry(body, shard, clock.instant()));
    }

    /** Clears all other rows, as the end of their cascades does. */
    public void retain(Set<Long> ids) {
        cleared.putAll(rows);
        rows.keySet().retainAll(ids);
    }

    /** Remembers rows that are done and were kept as a trace. */
    public void keepDone(Collection<Long> ids) {
        done.addAll(ids);
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
        return new OwedMessage(id, entry.body, entry.tries, entry.turn, entry.approval, entry.shard);
    }

    @Override
    public Map<Debt, Turn> suspend(Collection<Unfinished> rests, Duration pause) {
        var turns = new HashMap<Debt, Turn>();
        rests.forEach(rest -> turns.put(rest.debt(), turnOf(rest.debt())));
        for (var rest : rests) {
            if (turns.get(rest.debt()) == Turn.MINE) {
                var entry = Objects.requireNonNull(rows.get(rest.debt().outbox()));
                entry.turn++;
                entry.tries = 0;
                entry.body = rest.rest().body();
                entry.approval = rest.rest().approval();
                entry.next = clock.instant().plus(pause);
            }
        }
        return turns;
    }

    @Override
    public Map<Debt, String> bodies(Collection<Debt> debts) {
        return debts.stream()
                .filter(debt -> entry(debt.outbox())
                        .filter(entry -> entry.shard.equals(debt.shard()))
                        .isPresent())
                .collect(Collectors.toMap(
                        debt -> debt, debt -> entry(debt.outbox()).orElseThrow().body));
    }

    private Optional<Entry> entry(long id) {
        return Optional.ofNullable(rows.get(id))
                .or(() -> Optional.ofNullable(cleared.get(id)).filter(_ -> done.contains(id)));
    }

    private Turn turnOf(Debt debt) {
        var entry = rows.get(debt.outbox());
        if (entry == null) {
            return done.contains(debt.outbox()) ? Turn.TAKEN : Turn.GONE;
        }
        return isOwed(entry) && entry.turn == debt.turn() ? Turn.MINE : Turn.TAKEN;
    }

    @Override
    public void refuse(Debt debt, Fault fault) {
        var entry = rows.get(debt.outbox());
        if (entry != null && isOwed(entry) && entry.turn == debt.turn()) {
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
