package dev.afterdelete.preview;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import java.util.List;

/**
 * What a delete would touch. Where anything restricts it, it would touch nothing, and the other counts say what it
 * would touch otherwise.
 *
 * @param touched rows by table and by what would become of them, at least one each; a row counts once
 * @param restricting rows that would stay and forbid it; empty where nothing does
 * @param missing how many of the rows that were named are not there; what refers to them counts all the same
 */
public record Footprint(List<Touched> touched, List<Restricting> restricting, long missing) {
    public Footprint {
        touched = List.copyOf(touched);
        restricting = List.copyOf(restricting);
    }

    /** What would become of a row. */
    public enum Fate {
        /** It would be gone. */
        DELETED,
        /** Columns of it would be NULL. */
        SET_NULL,
        /** Columns of it would have their declared default. */
        SET_DEFAULT
    }

    /**
     * Rows of one table with one fate.
     *
     * @param rows how many, at least one
     */
    public record Touched(Table table, Fate fate, long rows) {}

    /**
     * Rows that forbid the delete.
     *
     * @param relation by which they refer to a row that would change
     * @param rows how many, at least one
     * @param first the keys of the first of them
     */
    public record Restricting(Relation relation, long rows, List<Key> first) {
        public Restricting {
            first = List.copyOf(first);
        }
    }

    /** How many rows would be touched. */
    public long rows() {
        return touched.stream().mapToLong(Touched::rows).sum();
    }
}
