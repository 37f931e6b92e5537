package dev.afterdelete.sql;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Asks in one round trip which of many relations hold any row for given parents, so that only those are visited. It
 * reads with a lock, because a plain read does not see a child that another transaction has inserted and not yet
 * committed.
 */
public final class Probe {
    /** From so many relations to one table on, it is worth its round trip. */
    public static final int WORTH_FROM = 4;

    private final List<Relation> relations;
    private final List<RowCondition> conditions;

    private Probe(List<Relation> relations, List<RowCondition> conditions) {
        this.relations = relations;
        this.conditions = conditions;
    }

    /**
     * Probes relations.
     *
     * @param values for each relation the references that count; at least one relation, and one reference for each
     */
    public static Probe of(SequencedMap<Relation, List<Key>> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a probe asks for at least one relation");
        }
        return new Probe(
                List.copyOf(values.sequencedKeySet()),
                values.sequencedEntrySet().stream()
                        .map(entry -> RowCondition.references(entry.getKey(), entry.getValue()))
                        .toList());
    }

    /** The relations that are asked for; the answer names them by their place here. */
    public List<Relation> relations() {
        return relations;
    }

    /** What a row must be to count, for each relation. */
    public List<RowCondition> conditions() {
        return conditions;
    }

    /** The statement as MySQL reads it: a row for each relation that holds any, holding the relation's place from 0. */
    public String text() {
        return IntStream.range(0, relations.size()).mapToObj(this::branch).collect(Collectors.joining(" UNION ALL "));
    }

    /** The values in the order of their {@code ?}. */
    public List<KeyValue> values() {
        return conditions.stream()
                .flatMap(condition -> condition.values().stream())
                .toList();
    }

    private String branch(int place) {
        return "(SELECT %d FROM %s WHERE %s LIMIT 1 LOCK IN SHARE MODE)"
                .formatted(
                        place,
                        MySql.quote(relations.get(place).child().name()),
                        conditions.get(place).text());
    }
}
