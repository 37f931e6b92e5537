package dev.afterdelete.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Contestants as somebody would write them in plain JDBC. */
final class HandWritten implements Contestant {
    static final String NAIVE = "naive: three autocommit statements a message";
    static final String IN_TRANSACTIONS = "the same three in one transaction a message";
    static final String NATIVE = "native ON DELETE CASCADE, 1,000 parents a statement";
    static final String GIANT = "one giant DELETE a table";

    private static final int PARENTS_PER_STATEMENT = 1_000;

    private final String name;
    private final RecipeTables tables;
    private final Connection connection;
    private final Method method;
    private final long rowsPerReported;

    private HandWritten(String name, RecipeTables tables, Method method, long rowsPerReported) throws SQLException {
        this.name = name;
        this.tables = tables;
        this.connection = tables.database().connect();
        this.method = method;
        this.rowsPerReported = rowsPerReported;
    }

    /** Three autocommit statements a message. */
    static Contestant naive(RecipeTables tables) throws SQLException {
        return new HandWritten(NAIVE, tables, HandWritten::oneByOne, 1);
    }

    /** The same statements in one transaction a message. */
    static Contestant inTransactions(RecipeTables tables) throws SQLException {
        var contestant = new HandWritten(IN_TRANSACTIONS, tables, HandWritten::oneByOne, 1);
        contestant.connection.setAutoCommit(false);
        return contestant;
    }

    /** InnoDB's own foreign keys do the work. */
    static Contestant nativeCascade(RecipeTables twin) throws SQLException {
        return new HandWritten(NATIVE, twin, HandWritten::deleteParents, RecipeTables.ROWS_PER_RECIPE);
    }

    /** The limit: everything in three statements and one transaction, however large. */
    static Contestant giant(RecipeTables tables) throws SQLException {
        var contestant = new HandWritten(GIANT, tables, HandWritten::deleteAll, 1);
        contestant.connection.setAutoCommit(false);
        return contestant;
    }

    private interface Method {
        void delete(Connection connection, List<Long> ids) throws SQLException;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RecipeTables tables() {
        return tables;
    }

    @Override
    public Work prepare(List<Long> ids) {
        return () -> method.delete(connection, ids);
    }

    @Override
    public long rowsGone(long reported) {
        return reported * rowsPerReported;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static void oneByOne(Connection connection, List<Long> ids) throws SQLException {
        try (var ingredients = connection.prepareStatement("DELETE FROM ingredients WHERE recipe_id = ?");
                var steps = connection.prepareStatement("DELETE FROM steps WHERE recipe_id = ?");
                var recipes = connection.prepareStatement("DELETE FROM recipes WHERE id = ?")) {
            for (var id : ids) {
                for (var statement : List.of(ingredients, steps, recipes)) {
                    statement.setLong(1, id);
                    statement.executeUpdate();
                }
                if (!connection.getAutoCommit()) {
                    connection.commit();
                }
            }
        }
    }

    private static void deleteParents(Connection connection, List<Long> ids) throws SQLException {
        for (var chunk : chunks(ids, PARENTS_PER_STATEMENT)) {
            delete(connection, "recipes WHERE id IN ", chunk);
        }
    }

    private static void deleteAll(Connection connection, List<Long> ids) throws SQLException {
        delete(connection, "ingredients WHERE recipe_id IN ", ids);
        delete(connection, "steps WHERE recipe_id IN ", ids);
        delete(connection, "recipes WHERE id IN ", ids);
        connection.commit();
    }

    private static void delete(Connection connection, String rows, List<Long> ids) throws SQLException {
        var places = String.join(", ", Collections.nCopies(ids.size(), "?"));
        try (var statement = connection.prepareStatement("DELETE FROM " + rows + "(" + places + ")")) {
            for (var place = 0; place < ids.size(); place++) {
                statement.setLong(place + 1, ids.get(place));
            }
            statement.executeUpdate();
        }
    }

    /** {@code ids} in pieces of {@code size}, the last one smaller. */
    static List<List<Long>> chunks(List<Long> ids, int size) {
        var chunks = new ArrayList<List<Long>>();
        for (var from = 0; from < ids.size(); from += size) {
            chunks.add(ids.subList(from, Math.min(from + size, ids.size())));
        }
        return chunks;
    }
}
