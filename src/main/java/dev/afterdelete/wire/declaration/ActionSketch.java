package dev.afterdelete.wire.declaration;

import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.wire.declaration.RelationSketch.Written;
import dev.afterdelete.wire.yaml.Place;
import java.util.List;

/** An {@code onDelete} as it is written, before the columns of its relation are known. */
sealed interface ActionSketch {
    /** Where it is written. */
    Place place();

    /** What it says, to be compared with another one; of {@code set_null}, the columns. */
    default List<Object> words() {
        return switch (this) {
            case Plain(var action, var _) -> List.of(action);
            case Nulls(var columns, var _) ->
                List.of("set_null", columns.stream().map(Written::value).toList());
            case Default _ -> List.of("set_default");
            case Undecided _ -> List.of("undecided");
        };
    }

    /** A word that needs nothing else. */
    record Plain(OnDelete action, Place place) implements ActionSketch {}

    /**
     * {@code set_null}.
     *
     * @param columns those that become NULL; empty for all of the reference
     */
    record Nulls(List<Written<String>> columns, Place place) implements ActionSketch {}

    /** {@code set_default}. */
    record Default(Place place) implements ActionSketch {}

    /** A person has to decide still. */
    record Undecided(Place place) implements ActionSketch {}
}
