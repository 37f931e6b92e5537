package dev.afterdelete.preview;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.Effect;
import dev.afterdelete.preview.Footprint.Fate;
import dev.afterdelete.preview.Footprint.Restricting;
import dev.afterdelete.preview.Footprint.Touched;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What was counted so far, in the order in which it was first met. */
final class Tally {
    private static final int FIRST = 10;

    private final Map<What, Long> rows = new LinkedHashMap<>();
    private final Map<Relation, Restricting> restricting = new LinkedHashMap<>();

    private record What(Table table, Fate fate) {}

    void deleted(Table table, long count) {
        add(new What(table, Fate.DELETED), count);
    }

    void changed(Table table, Effect.Assigned effect, long count) {
        var isNull = effect.assignments().stream()
                .anyMatch(assignment -> assignment.value().isEmpty());
        add(new What(table, isNull ? Fate.SET_NULL : Fate.SET_DEFAULT), count);
    }

    void restricting(Relation relation, List<Key> keys) {
        if (!keys.isEmpty()) {
            restricting.merge(relation, of(relation, keys), Tally::join);
        }
    }

    Footprint footprint(long missing) {
        return new Footprint(
                rows.entrySet().stream()
                        .map(entry -> new Touched(
                                entry.getKey().table(), entry.getKey().fate(), entry.getValue()))
                        .toList(),
                List.copyOf(restricting.values()),
                missing);
    }

    private void add(What what, long count) {
        if (count > 0) {
            rows.merge(what, count, Long::sum);
        }
    }

    private static Restricting of(Relation relation, List<Key> keys) {
        return new Restricting(relation, keys.size(), keys.stream().limit(FIRST).toList());
    }

    private static Restricting join(Restricting some, Restricting more) {
        var first = Stream.concat(some.first().stream(), more.first().stream())
                .limit(FIRST)
                .toList();
        return new Restricting(some.relation(), some.rows() + more.rows(), first);
    }
}
