package dev.afterdelete.wire.declaration;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnUpdate;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.wire.yaml.Place;
import dev.afterdelete.wire.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** What could be read of one relation before its tables are known; a part is empty after a mistake in it. */
record RelationSketch(Place place, Columns columns, Condition condition, Actions actions) {
    /** Which columns refer to which. */
    record Columns(Optional<ColumnList> child, Optional<ColumnList> parent) {}

    /** What else must be true of a child row. */
    record Condition(Optional<List<Constant>> where, Optional<List<Written<KeyValue>>> none) {}

    /** What follows. */
    record Actions(
            Optional<ActionSketch> onDelete,
            Optional<Written<OnUpdate>> onUpdate,
            Optional<YamlNode> defaultValue,
            Optional<List<Written<Relation.Copy>>> copies) {}

    /** A value, and where it is written. */
    record Written<T>(T value, Place place) {}

    Optional<ColumnList> child() {
        return columns.child();
    }

    Optional<ColumnList> parent() {
        return columns.parent();
    }
}
