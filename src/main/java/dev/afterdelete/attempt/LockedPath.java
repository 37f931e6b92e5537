package dev.afterdelete.attempt;

import static dev.afterdelete.sql.Statements.lockKeysOf;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.transact.References;
import dev.afterdelete.transact.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Locks the rows of a path again, on which an earlier attempt stopped: a row that has moved to another parent meanwhile
 * keeps its own children, so the path ends above it.
 */
final class LockedPath {
    /** The most single rows in a row that are locked by one statement: a path may be thousands of levels deep. */
    private static final int RUN = 1_000;

    private final Transaction transaction;
    private final References references;
    private final List<Level> taken = new ArrayList<>();

    LockedPath(Transaction transaction, References references) {
        this.transaction = transaction;
        this.references = references;
    }

    /** The levels that still hang from each other, topmost first; the top one always does. */
    List<Level> take(List<Level> levels) {
        taken.add(levels.getFirst());
        for (var next = 1; next < levels.size(); ) {
            var run = runFrom(levels, next);
            var isWhole = run > 1 ? takeRun(levels.subList(next, next + run)) : takeOne(levels.get(next));
            if (!isWhole) {
                return taken;
            }
            next += run;
        }
        return taken;
    }

    private boolean takeOne(Level level) {
        var relation = level.via().orElseThrow();
        var values = taken.getLast().referred(references, relation);
        if (values.isEmpty()) {
            return false;
        }
        var still = new HashSet<>(transaction.keys(lockKeysOf(level.table())
                .whereKey(level.keys())
                .and(relation, values)
                .limit(level.keys().size())));
        var keys = level.keys().stream().filter(still::contains).toList();
        if (!keys.isEmpty()) {
            taken.add(level.with(new Level.Page(keys, level.rows().last())));
        }
        return !keys.isEmpty();
    }

    /** How many levels from {@code first} on are single rows that refer to a single row each by the same relation. */
    private static int runFrom(List<Level> levels, int first) {
        var relation = levels.get(first).via();
        var end = first;
        while (end < levels.size() && end - first < RUN && isLink(levels.get(end - 1), levels.get(end), relation)) {
            end++;
        }
        return Math.max(1, end - first);
    }

    private static boolean isLink(Level above, Level level, Optional<Relation> relation) {
        return above.via().isPresent()
                && above.isSingle()
                && level.isSingle()
                && level.via().equals(relation)
                && relation.orElseThrow().reference().isToKey();
    }

    /** Each row has to hold the reference to the one above it: keys and references are compared as tuples. */
    private boolean takeRun(List<Level> run) {
        var relation = run.getFirst().via().orElseThrow();
        var keys = run.stream().map(level -> level.keys().getFirst()).toList();
        var tuples = new ArrayList<Key>();
        var above = taken.getLast().keys().getFirst();
        for (var key : keys) {
            tuples.add(joined(key, relation.reference().valuesOf(above)));
            above = key;
        }
        var still = new HashSet<>(transaction.keys(lockKeysOf(relation.child())
                .whereKey(keys)
                .andReferring(relation, tuples)
                .limit(keys.size())));
        for (var level : run) {
            if (!still.contains(level.keys().getFirst())) {
                return false;
            }
            taken.add(level);
        }
        return true;
    }

    private static Key joined(Key key, Key reference) {
        var values = new ArrayList<KeyValue>(key.values());
        values.addAll(reference.values());
        return new Key(values);
    }
}
