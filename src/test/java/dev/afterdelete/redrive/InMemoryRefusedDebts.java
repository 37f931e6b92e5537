package dev.afterdelete.redrive;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The {@link RefusedDebts} port as a map of the refused rows, and a set of those that are owed. */
final class InMemoryRefusedDebts implements RefusedDebts {
    private static final int TURN = 4;
    private static final Instant REFUSED = Instant.parse("2026-01-30T12:00:00Z");

    private final Map<Long, RefusedDebt> refused = new TreeMap<>();
    private final Map<Long, String> owed = new TreeMap<>();

    /** Adds a row that is owed. */
    void owe(long id, String body) {
        owed.put(id, body);
    }

    /** Adds a row that was refused. */
    void refuse(long id, String body, String code) {
        refused.put(id, new RefusedDebt(id, body, TURN, code, REFUSED));
    }

    /** The rows that the relay would send. */
    Set<Long> owed() {
        return new TreeSet<>(owed.keySet());
    }

    /** The rows that it leaves alone. */
    Set<Long> refused() {
        return new TreeSet<>(refused.keySet());
    }

    @Override
    public List<RefusedDebt> page(long after, int limit) {
        return refused.values().stream()
                .filter(debt -> debt.id() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public int rearm(Collection<Long> ids, Duration pause) {
        var rearmed = 0;
        for (var id : ids) {
            var debt = refused.remove(id);
            if (debt != null) {
                owed.put(id, debt.body());
                rearmed++;
            }
        }
        return rearmed;
    }

    @Override
    public int forgive(Collection<Long> ids) {
        var before = refused.size();
        refused.keySet().removeAll(ids);
        return before - refused.size();
    }
}
