package dev.afterdelete.execute;

import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.RelationGraph;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A {@link Database} whose rows a test can look at from outside. */
interface RowStore {
    /** The database. */
    Database database();

    /** The outbox of that database. */
    Outbox outbox(MessageFormat format);

    /** Every row of the tables of {@code graph}, by table; an absent column is NULL. */
    Map<String, List<Map<String, KeyValue>>> rows(RelationGraph graph);

    /** The names of the cascades that are owed. */
    Set<String> owed();
}
