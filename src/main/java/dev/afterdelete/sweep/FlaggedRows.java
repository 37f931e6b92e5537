package dev.afterdelete.sweep;

import static dev.afterdelete.sql.Statements.dueRowsOf;

import dev.afterdelete.execute.Database;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.Coalescer;
import java.util.List;
import java.util.Optional;

/** The rows that are marked as deleted and wait for the sweep: each is a debt by itself. */
public final class FlaggedRows {
    /** Keys a page; one key group. */
    static final int PAGE = Coalescer.MAX_KEYS;

    private final Database database;

    /** Reads them from {@code database}. */
    public FlaggedRows(Database database) {
        this.database = database;
    }

    /**
     * How many rows of a table wait.
     *
     * @param count at least one, at most so many as were to be counted
     */
    public record Waiting(String table, long count) {}

    /**
     * Counts the rows of each table that wait.
     *
     * @param most no more are counted in one table
     * @return without the tables in which none waits
     * @throws dev.afterdelete.fault.FaultException when the database does not answer
     */
    public List<Waiting> count(RelationGraph graph, long most) {
        return graph.tables().stream()
                .flatMap(table -> table.softDelete().stream()
                        .map(softDelete -> new Waiting(table.name(), count(table, softDelete, most))))
                .filter(waiting -> waiting.count() > 0)
                .toList();
    }

    /** The addresses of a page of those of {@code table}, in their order. */
    List<Key> page(Table table, SoftDelete softDelete, Optional<Key> after) {
        return database.walk(dueRowsOf(table, softDelete, after, PAGE));
    }

    private long count(Table table, SoftDelete softDelete, long most) {
        var count = 0L;
        var page = page(table, softDelete, Optional.empty());
        while (!page.isEmpty()) {
            count += page.size();
            if (page.size() < PAGE || count >= most) {
                return Math.min(count, most);
            }
            page = page(table, softDelete, Optional.of(page.getLast()));
        }
        return count;
    }
}
