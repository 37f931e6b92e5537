package dev.afterdelete.orphan;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import java.util.List;
import java.util.Optional;

/** The rows of child tables, as they were last committed. */
public interface ChildRows {
    /**
     * The next rows of a relation's child in the order of their addresses, whether they refer to anything or not.
     *
     * @param after the last address of the page before; empty for the first page
     * @param limit how many, at least 1
     * @return fewer than {@code limit} only at the end of the table
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    List<Row> page(Relation relation, Optional<Key> after, int limit);

    /**
     * How many rows hold one reference.
     *
     * @param atMost more are not counted, at least 1
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    long count(Relation relation, Key reference, long atMost);

    /**
     * A child row.
     *
     * @param key its {@linkplain dev.afterdelete.graph.Table#address address}
     * @param reference what it holds; empty where it refers to nothing
     */
    record Row(Key key, Optional<Key> reference) {}
}
