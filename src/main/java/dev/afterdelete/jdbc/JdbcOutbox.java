package dev.afterdelete.jdbc;

import dev.afterdelete.event.Backlog;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.OwedMessage;
import dev.afterdelete.fault.Fault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** The {@link Outbox} port as the table {@code afterdelete_outbox}. All times are the database's own. */
public final class JdbcOutbox implements Outbox {
    private static final String INSERT = """
            INSERT INTO afterdelete_outbox (message, next_at)
            VALUES (?, CURRENT_TIMESTAMP(6) + INTERVAL ? MICROSECOND)
            """;

    private static final String SELECT_DUE = """
            SELECT id, message, tries, turn, approved
              FROM afterdelete_outbox
             WHERE refused_at IS NULL AND done_at IS NULL AND next_at <= CURRENT_TIMESTAMP(6)
             ORDER BY next_at
             LIMIT ?
               FOR UPDATE SKIP LOCKED
            """;

    private static final String REFUSE = """
            UPDATE afterdelete_outbox
               SET refused_code = ?, refused_at = CURRENT_TIMESTAMP(6)
             WHERE id = ? AND turn = ? AND refused_at IS NULL AND done_at IS NULL
             LIMIT 1
            """;

    private static final String FORGET = """
            DELETE FROM afterdelete_outbox
             WHERE done_at < CURRENT_TIMESTAMP(6) - INTERVAL ? MICROSECOND
             LIMIT ?
            """;

    private final JdbcSession session;

    /** Works through {@code session}, in transactions of its own. */
    public JdbcOutbox(JdbcSession session) {
        this.session = session;
    }

    /**
     * Writes that a cascade is owed, as part of the caller's own transaction, and leaves the send to the relay.
     *
     * @param connection the transaction's
     * @param message in the message format, without {@code outbox}, such as <code>
     *     {"id": 123, "action": "deleted", "table": "recipes"}</code>
     * @return the row's id
     * @throws SQLException when the database does not do it; roll back then
     */
    public static long append(Connection connection, String message) throws SQLException {
        return append(connection, message, Duration.ZERO);
    }

    /**
     * Writes that a cascade is owed, as part of the caller's own transaction: together with the delete of the row.
     *
     * @param connection the transaction's
     * @param message in the message format, without {@code outbox}
     * @param firstPause how long until the relay may send it, if nobody else does
     * @return the row's id, for the message's {@code outbox}
     * @throws SQLException when the database does not do it; roll back then
     */
    public static long append(Connection connection, String message, Duration firstPause) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, message);
            insert.setLong(2, micros(firstPause));
            insert.executeUpdate();
            try (var ids = insert.getGeneratedKeys()) {
                if (!ids.next()) {
                    throw new SQLException("the outbox gave no id: its column id must be AUTO_INCREMENT");
                }
                return ids.getLong(1);
            }
        }
    }

    /** Removes rows, as part of the caller's own transaction. */
    static void remove(Connection connection, List<Long> ids) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM afterdelete_outbox" + whereId(ids))) {
            bindIds(delete, 1, ids);
            delete.executeUpdate();
        }
    }

    static String whereId(List<Long> ids) {
        return " WHERE id IN (%s) LIMIT %d".formatted(placeholders(ids.size()), ids.size());
    }

    static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    static void bindIds(PreparedStatement statement, int first, List<Long> ids) throws SQLException {
        for (var place = 0; place < ids.size(); place++) {
            statement.setLong(first + place, ids.get(place));
        }
    }

    @Override
    public List<OwedMessage> takeDue(int limit, IntFunction<Duration> pause) {
        return session.transact(connection -> {
            var due = selectDue(connection, limit);
            if (!due.isEmpty()) {
                pushOn(connection, due, pause);
            }
            return due;
        });
    }

    @Override
    public Map<Debt, Turn> suspend(Collection<Unfinished> rests, Duration pause) {
        return session.transact(connection -> {
            var current = currentOf(
                    connection,
                    rests.stream().map(rest -> rest.debt().outbox()).distinct().toList());
            var turns = new HashMap<Debt, Turn>();
            rests.forEach(rest -> turns.put(rest.debt(), turnOf(rest.debt(), current)));
            var mine = rests.stream()
                    .filter(rest -> turns.get(rest.debt()) == Turn.MINE)
                    .toList();
            if (!mine.isEmpty()) {
                suspend(connection, mine, pause);
            }
            return turns;
        });
    }

    private static Turn turnOf(Debt debt, Map<Long, Optional<Debt>> current) {
        var row = current.get(debt.outbox());
        if (row == null) {
            return Turn.GONE;
        }
        return row.equals(Optional.of(debt)) ? Turn.MINE : Turn.TAKEN;
    }

    @Override
    public void refuse(Debt debt, Fault fault) {
        session.transact(connection -> {
            try (var update = connection.prepareStatement(REFUSE)) {
                update.setString(1, fault.code().name());
                update.setLong(2, debt.outbox());
                update.setInt(3, debt.turn());
                return update.executeUpdate();
            }
        });
    }

    @Override
    public int forgetDone(Duration age, int limit) {
        return session.transact(connection -> {
            try (var delete = connection.prepareStatement(FORGET)) {
                delete.setLong(1, micros(age));
                delete.setInt(2, limit);
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public Backlog backlog(int tries) {
        return session.transact(connection -> OutboxBacklog.count(connection, tries));
    }

    private static List<OwedMessage> selectDue(Connection connection, int limit) throws SQLException {
        try (var query = connection.prepareStatement(SELECT_DUE)) {
            query.setInt(1, limit);
            var due = new ArrayList<OwedMessage>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    due.add(new OwedMessage(
                            row.getLong("id"),
                            row.getString("message"),
                            row.getInt("tries") + 1,
                            row.getInt("turn") + 1,
                            row.getBoolean("approved") ? Approval.GIVEN : Approval.NONE));
                }
            }
            return due;
        }
    }

    /** Each with a pause of its own, in one statement. */
    private static void pushOn(Connection connection, List<OwedMessage> due, IntFunction<Duration> pause)
            throws SQLException {
        var text = """
                UPDATE afterdelete_outbox
                   SET tries = tries + 1, turn = turn + 1,
                       next_at = CURRENT_TIMESTAMP(6) + INTERVAL (CASE id%s END) MICROSECOND
                 WHERE id IN (%s)
                 LIMIT %d
                """.formatted(" WHEN ? THEN ?".repeat(due.size()), placeholders(due.size()), due.size());
        try (var update = connection.prepareStatement(text)) {
            var place = 1;
            for (var owed : due) {
                update.setLong(place++, owed.id());
                update.setLong(place++, micros(pause.apply(owed.tries())));
            }
            bindIds(update, place, due.stream().map(OwedMessage::id).toList());
            update.executeUpdate();
        }
    }

    /** The rows that stand, each with the debt that may be carried on; without one where it is refused or done. */
    private static Map<Long, Optional<Debt>> currentOf(Connection connection, List<Long> ids) throws SQLException {
        var text = """
                SELECT id, turn, refused_at IS NULL AND done_at IS NULL AS owed
                  FROM afterdelete_outbox
                 WHERE id IN (%s)
                 LIMIT %d
                   FOR UPDATE
                """.formatted(placeholders(ids.size()), ids.size());
        try (var query = connection.prepareStatement(text)) {
            bindIds(query, 1, ids);
            var current = new HashMap<Long, Optional<Debt>>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    var debt = new Debt(row.getLong("id"), row.getInt("turn"));
                    current.put(debt.outbox(), row.getBoolean("owed") ? Optional.of(debt) : Optional.empty());
                }
            }
            return current;
        }
    }

    /** What the relay sends from now on is what is left. */
    private static void suspend(Connection connection, List<Unfinished> rests, Duration pause) throws SQLException {
        var cases = " WHEN ? THEN ?".repeat(rests.size());
        var text = """
                UPDATE afterdelete_outbox
                   SET turn = turn + 1, tries = 0, next_at = CURRENT_TIMESTAMP(6) + INTERVAL ? MICROSECOND,
                       message = CASE id%s END, approved = CASE id%s END
                 WHERE id IN (%s)
                 LIMIT %d
                """.formatted(cases, cases, placeholders(rests.size()), rests.size());
        try (var update = connection.prepareStatement(text)) {
            var place = 1;
            update.setLong(place++, micros(pause));
            for (var rest : rests) {
                update.setLong(place++, rest.debt().outbox());
                update.setString(place++, rest.rest().body());
            }
            for (var rest : rests) {
                update.setLong(place++, rest.debt().outbox());
                update.setBoolean(place++, rest.rest().approval() == Approval.GIVEN);
            }
            bindIds(
                    update,
                    place,
                    rests.stream().map(rest -> rest.debt().outbox()).toList());
            update.executeUpdate();
        }
    }

    static long micros(Duration duration) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(duration));
    }
}
