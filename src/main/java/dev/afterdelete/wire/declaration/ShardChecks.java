package dev.afterdelete.wire.declaration;

import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnUpdate;
import dev.afterdelete.graph.Reference;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.yaml.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds relations against the shards on which their rows lie. */
final class ShardChecks {
    private final Values values;

    ShardChecks(Values values) {
        this.values = values;
    }

    /** Notes a relation whose children may lie on another shard than their parent; false then. */
    boolean staysOnShard(Reference reference, RelationSketch sketch) {
        if (reference.staysOnShard()) {
            return true;
        }
        values.mistake(
                sketch.place(),
                "%s crosses shards: %s, and %s; the children of a row have to lie on its shard"
                        .formatted(
                                reference.child().name(), sharding(reference.child()), sharding(reference.parent())));
        return false;
    }

    /** Notes each table that is sharded otherwise than the first one that is sharded: no outbox lies beside both. */
    void requireAlike(Catalogue catalogue, List<ReadRelation> relations) {
        catalogue.tables().stream()
                .filter(table -> table.shardBy().isPresent())
                .findFirst()
                .ifPresent(first -> catalogue.tables().stream()
                        .filter(table -> !type(table).equals(type(first)))
                        .forEach(other -> values.mistake(
                                ReadRelation.placeOf(other, catalogue.places(), relations)
                                        .orElse(Place.START),
                                "%s, and %s: either all tables are sharded, by columns of one type, or none is"
                                        .formatted(sharding(other), sharding(first)))));
    }

    private static Optional<KeyType> type(Table table) {
        return table.shardBy().map(KeyColumn::type);
    }

    private static String sharding(Table table) {
        return table.name()
                + table.shardBy()
                        .map(column -> " is sharded by %s (%s)"
                                .formatted(column.name(), column.type().word()))
                        .orElse(" has no shardBy");
    }

    /** Notes a relation that would change the column which says on which shard a child lies; false then. */
    boolean leavesShard(
            Reference reference,
            OnDelete onDelete,
            Optional<OnUpdate> onUpdate,
            List<Relation.Copy> copies,
            RelationSketch sketch) {
        var moved = reference
                .child()
                .shardBy()
                .map(KeyColumn::name)
                .filter(column ->
                        changed(reference, onDelete, onUpdate, copies).stream().anyMatch(column::equalsIgnoreCase));
        moved.ifPresent(column -> values.mistake(
                sketch.place(),
                "%s says on which shard a row of %s lies, and cannot be changed: no action may set it"
                        .formatted(column, reference.child().name())));
        return moved.isEmpty();
    }

    private static List<String> changed(
            Reference reference, OnDelete onDelete, Optional<OnUpdate> onUpdate, List<Relation.Copy> copies) {
        var changed = new ArrayList<String>();
        switch (onDelete) {
            case OnDelete.SetNull(var columns) -> changed.addAll(columns);
            case OnDelete.SetDefault(var defaults) -> defaults.forEach(constant -> changed.add(constant.column()));
            case OnDelete.Cascade _, OnDelete.Restrict _, OnDelete.DoNothing _ -> {}
        }
        if (onUpdate.equals(Optional.of(OnUpdate.SET_NULL))) {
            changed.addAll(reference.columns());
        }
        copies.forEach(copy -> changed.add(copy.column()));
        return changed;
    }
}
