package dev.afterdelete.sql;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import java.util.List;
import java.util.Optional;
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
    private final Optional<KeyValue> shard;

    private Probe(List<Relation> relations, List<RowCondition> conditions, Optional<KeyValue> shard) {
        this.relations = relations;
        this.conditions = conditions;
        this.shard = shard;
    }

    /** The same probe for children that lie on one shard. */
    public Probe on(KeyValue value) {
        return new Probe(
                relations,
                IntStream.range(0, relations.size())
                        .mapToObj(place ->
                                conditions.get(place).on(relations.get(place).child(), value))
                        .toList(),
                Optional.of(value));
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
                        .toList(),
                Optional.empty());
    }

    /** The relations that are asked for; the answer names them by their place here. */
    public List<Relation> relations() {
        return relations;
    }

    /** What a row must be to count, for each relation. */
    public List<RowCondition> conditions() {
        return conditions;
    }

    /**
     * The statement as MySQL reads it: a row for each relation that holds any, holding the relation's place from 0.
     *
     * @throws IllegalStateException when a child is sharded and nobody has said on which shard its rows lie
     */
    public String text() {
        if (shard.isEmpty()
                && relations.stream()
                        .anyMatch(relation -> relation.child().shardBy().isPresent())) {
            throw new IllegalStateException("a probe of sharded tables has to name their shard");
        }
        return IntStream.range(0, relations.size())
                .mapToObj(shard.isPresent() ? this::branchOnShard : this::branch)
                .collect(Collectors.joining(" UNION ALL "));
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

    /** A vtgate that plans for shards leaves out the lock of a branch, but not of what a branch asks for. */
    private String branchOnShard(int place) {
        return "SELECT %d FROM DUAL WHERE EXISTS (SELECT 1 FROM %s WHERE %s LIMIT 1 LOCK IN SHARE MODE)"
                .formatted(
                        place,
                        MySql.quote(relations.get(place).child().name()),
                        conditions.get(place).text());
    }
}
