package dev.afterdelete.graph;

import java.util.List;
import java.util.Optional;

/**
 * A declared reference, and what follows for the child rows when their parent row changes.
 *
 * @param reference which columns refer to which
 * @param when what else must be true of a child row for its reference to be one
 * @param onDelete what happens to the child rows when their parent row is deleted
 * @param onUpdate what happens to them when the columns that they refer to get another value; empty where nobody said,
 *     and then such an update is refused
 * @param copies columns of the parent that the child repeats; empty for most
 */
public record Relation(
        Reference reference, Condition when, OnDelete onDelete, Optional<OnUpdate> onUpdate, List<Copy> copies) {
    public Relation {
        copies = List.copyOf(copies);
    }

    /**
     * What else must be true of a child row for its reference to be one.
     *
     * @param where constants that the row must hold; empty for most
     * @param none values that mean "no reference", wherever they stand in it; empty for most
     */
    public record Condition(List<Constant> where, List<KeyValue> none) {
        /** Nothing else. */
        public static final Condition ALWAYS = new Condition(List.of(), List.of());

        public Condition {
            where = List.copyOf(where);
            none = List.copyOf(none);
        }
    }

    /**
     * A column of the child that repeats one of its parent.
     *
     * @param column of the child
     * @param parentColumn of the parent
     */
    public record Copy(String column, String parentColumn) {
        public Copy {
            Identifiers.require(column);
            Identifiers.require(parentColumn);
        }
    }

    /** The relation of {@code columns} to the parent's key that asks for {@code onDelete} and nothing else. */
    public static Relation of(Table child, List<String> columns, Table parent, OnDelete onDelete) {
        return new Relation(
                new Reference(child, columns, parent, parent.keyColumns()),
                Condition.ALWAYS,
                onDelete,
                Optional.empty(),
                List.of());
    }

    /** This relation, for child rows that hold {@code constants} only. */
    public Relation where(List<Constant> constants) {
        return new Relation(reference, new Condition(constants, when.none()), onDelete, onUpdate, copies);
    }

    /** This relation, with {@code action} when what is referred to changes. */
    public Relation onUpdate(OnUpdate action) {
        return new Relation(reference, when, onDelete, Optional.of(action), copies);
    }

    /** The table that holds the reference. */
    public Table child() {
        return reference.child();
    }

    /** The columns of the reference. */
    public List<String> columns() {
        return reference.columns();
    }

    /** The table that is referred to. */
    public Table parent() {
        return reference.parent();
    }

    /** The columns that are referred to. */
    public List<String> parentColumns() {
        return reference.parentColumns();
    }

    /** Constants that a child row must hold. */
    public List<Constant> where() {
        return when.where();
    }

    /** Whether a child that holds {@code values} refers to a row at all. */
    public boolean isReference(Key values) {
        return values.values().stream().noneMatch(when.none()::contains);
    }

    /** Those of {@code held} that refer to a row at all, each once. */
    public List<Key> referencesAmong(List<Key> held) {
        return held.stream().filter(this::isReference).distinct().toList();
    }

    /** The child table and the reference's columns, as {@code ingredients.recipe_id}. */
    public String name() {
        return reference.toString();
    }
}
