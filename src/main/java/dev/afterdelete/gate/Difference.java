package dev.afterdelete.gate;

import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;

/**
 * One thing for which no statement runs.
 *
 * @param kind the stable name
 * @param about what of the declaration it is about
 * @param subject the table or column
 * @param message what is the matter, on one line
 * @param remedy what to do, on one line
 */
public record Difference(Kind kind, Declared about, String subject, String message, String remedy) {
    /** What is the matter. */
    public enum Kind {
        /** A declared table is not there. */
        UNKNOWN_TABLE,
        /** A declared column is not there. */
        UNKNOWN_COLUMN,
        /** Two declared tables are one. */
        TABLE_TWICE,
        /** A key column would be compared by conversion. */
        KEY_TYPE_MISMATCH,
        /** Several rows may share a key. */
        KEY_NOT_UNIQUE,
        /** A row need not have a key. */
        KEY_NULLABLE,
        /** A key is ordered otherwise than it is compared. */
        KEY_ENUM,
        /** An index leads to some only of the texts that equal what is asked for. */
        PREFIX_INDEX,
        /** A row need not say on which shard it lies. */
        SHARD_NULLABLE,
        /** A reference would be compared by conversion. */
        REFERENCE_TYPE_MISMATCH,
        /** A reference calls texts equal that its parent tells apart. */
        REFERENCE_COLLATION_WIDER,
        /** No row could ever fulfil a condition, or only by conversion. */
        CONSTANT_REJECTED,
        /** A creation is no moment. */
        CREATED_AT_MISMATCH,
        /** A mark does not tell rows that are deleted from those that stand. */
        SOFT_DELETE_MISMATCH,
        /** A mark or a creation gets the time of every update. */
        STAMPED_COLUMN,
        /** What is to become NULL cannot. */
        SET_NULL_ON_NOT_NULL,
        /** A column cannot hold its default. */
        DEFAULT_REJECTED,
        /** A reference would keep a key as another one. */
        REFERENCE_DOES_NOT_FIT,
        /** What is to be set is computed by the database. */
        GENERATED_COLUMN
    }

    /** A part of a declaration. */
    public sealed interface Declared {}

    /** A table. */
    public record OfTable(Table table) implements Declared {}

    /** A relation. */
    public record OfRelation(Relation relation) implements Declared {}
}
