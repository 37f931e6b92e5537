package dev.afterdelete.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What a vtgate is told with each statement, in a comment that other servers pass over: that the application's own work
 * comes first when its throttler sheds load, whose the work is, and when to end a statement. A client that ends one
 * itself would not know what became of it.
 *
 * @see <a href="https://vitess.io/docs/user-guides/configuration-advanced/comment-directives/">Vitess: comment
 *     directives</a>
 */
public final class Directives {
    /** A vtgate is told nothing. */
    static final Directives NONE = new Directives("");

    private static final int SHED_FIRST = 100;

    private final String comment;

    private Directives(String comment) {
        this.comment = comment;
    }

    /** @param queryTimeout the longest that a statement may run */
    static Directives of(Duration queryTimeout) {
        return new Directives("PRIORITY=%d QUERY_TIMEOUT_MS=%d WORKLOAD_NAME=afterdelete"
                .formatted(SHED_FIRST, queryTimeout.toMillis()));
    }

    /**
     * The same for a walk over all rows, wherever they lie: it goes to every shard on purpose, and does so where the
     * vtgate forbids what others do by mistake.
     *
     * @see <a href="https://vitess.io/docs/reference/programs/vtgate/">Vitess: vtgate, no-scatter</a>
     */
    public Directives ofWalk() {
        return new Directives(comment + " ALLOW_SCATTER");
    }

    /** Prepares a statement of these directives. */
    public PreparedStatement prepare(Connection connection, String statement) throws SQLException {
        return connection.prepareStatement(in(statement));
    }

    /** The same statement with the directives behind its verb. */
    String in(String statement) {
        if (comment.isEmpty()) {
            return statement;
        }
        var verb = statement.indexOf(' ');
        return "%s /*vt+ %s */%s".formatted(statement.substring(0, verb), comment, statement.substring(verb));
    }
}
