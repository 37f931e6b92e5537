package dev.afterdelete.bench;

import com.mysql.cj.MysqlConnection;
import com.mysql.cj.Query;
import com.mysql.cj.interceptors.QueryInterceptor;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.Resultset;
import com.mysql.cj.protocol.ServerSession;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees each query of a connection of {@link CountingDriver} after its answer has come, and counts it. Connector/J makes
 * one a connection; all count together, so only one connection may work at a time.
 */
public final class StatementCounter implements QueryInterceptor {
    private static Counted counted = Counted.NOTHING;
    private static long rowsInTransaction;

    private @Nullable JdbcConnection connection;

    /**
     * What was seen.
     *
     * @param roundTrips queries that the server answered, of any kind
     * @param statements those of them that read or change rows
     * @param commits transactions that were committed, by {@code COMMIT} or because each statement is its own
     * @param largestTransaction the most rows that the statements of one transaction reported as changed
     */
    record Counted(long roundTrips, long statements, long commits, long largestTransaction) {
        static final Counted NOTHING = new Counted(0, 0, 0, 0);

        private Counted statement() {
            return new Counted(roundTrips + 1, statements + 1, commits, largestTransaction);
        }

        private Counted other() {
            return new Counted(roundTrips + 1, statements, commits, largestTransaction);
        }

        private Counted commit(long rows) {
            return new Counted(roundTrips, statements, commits + 1, Math.max(largestTransaction, rows));
        }
    }

    /** What was seen since the last call. */
    static Counted take() {
        var taken = counted;
        counted = Counted.NOTHING;
        rowsInTransaction = 0;
        return taken;
    }

    @Override
    public QueryInterceptor init(MysqlConnection newConnection, Properties properties, Log log) {
        connection = (JdbcConnection) newConnection;
        return this;
    }

    @Override
    public <T extends Resultset> @Nullable T preProcess(Supplier<String> sql, Query query) {
        return null;
    }

    @Override
    public <T extends Resultset> @Nullable T postProcess(
            Supplier<String> sql, Query query, T answer, ServerSession session) {
        var text = sql.get();
        if (text.startsWith("COMMIT")) {
            counted = counted.other();
            commit();
        } else if (isStatement(text)) {
            counted = counted.statement();
            rowsInTransaction += answer.hasRows() ? 0 : answer.getUpdateCount();
            if (isAutoCommit()) {
                commit();
            }
        } else {
            counted = counted.other();
        }
        return null;
    }

    @Override
    public boolean executeTopLevelOnly() {
        return true;
    }

    @Override
    public void destroy() {
        connection = null;
    }

    private static boolean isStatement(String text) {
        return text.startsWith("DELETE")
                || text.startsWith("SELECT")
                || text.startsWith("UPDATE")
                || text.startsWith("INSERT")
                || text.startsWith("(SELECT");
    }

    private static void commit() {
        counted = counted.commit(rowsInTransaction);
        rowsInTransaction = 0;
    }

    private boolean isAutoCommit() {
        try {
            return connection != null && connection.getAutoCommit();
        } catch (SQLException closed) {
            throw new IllegalStateException(closed);
        }
    }
}
