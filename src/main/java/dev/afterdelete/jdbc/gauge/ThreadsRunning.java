package dev.afterdelete.jdbc.gauge;

import dev.afterdelete.execute.Throttle.HoldReason;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.throttle.Gauge;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How many threads of the server are at work just now. Needs no right of its own.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/server-status-variables.html#statvar_Threads_running">MySQL:
 *     Threads_running</a>
 */
public final class ThreadsRunning implements Gauge {
    private static final String STATUS = "SHOW GLOBAL STATUS LIKE 'Threads_running'";

    private final Question question;
    private final long limit;

    /** Asks on {@code session}, whose own thread counts. */
    public ThreadsRunning(JdbcSession session, long limit) {
        this.question = new Question(session);
        this.limit = limit;
    }

    @Override
    public HoldReason reason() {
        return HoldReason.THREADS_RUNNING;
    }

    @Override
    public Optional<String> excess() {
        var running = question.ask(ThreadsRunning::read);
        return running > limit
                ? Optional.of("%d threads are running, the limit is %d".formatted(running, limit))
                : Optional.empty();
    }

    private static long read(Connection connection) throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery(STATUS)) {
            if (!row.next()) {
                throw Question.noAnswer("the server has no status variable Threads_running");
            }
            return row.getLong(2);
        }
    }
}
