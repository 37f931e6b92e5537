package dev.afterdelete.jdbc;

import dev.afterdelete.event.Backlog;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.OwedMessage;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.jdbc.OutboxShards.OutboxShard;
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
import java.util.stream.Collectors;

/** The {@link Outbox} port as the table {@code afterdelete_outbox}. All times are the database's own. */
public final class JdbcOutbox implements Outbox {
    private static final String DUE =
            "WHERE refused_at IS NULL AND done_at IS NULL AND next_at <= CURRENT_TIMESTAMP(6)";

    private static final String IN_ORDER = " ORDER BY next_at LIMIT ?";

    private static final String DONE = "WHERE done_at < CURRENT_TIMESTAMP(6) - INTERVAL ? MICROSECOND";

    private final JdbcSession session;
    private final OutboxShards shards;

    /** Works through {@code session}, in transactions of its own, where no table is sharded. */
    public JdbcOutbox(JdbcSession session) {
        this(session, Optional.empty());
    }

    /**
     * Works through {@code session}, in transactions of its own.
     *
     * @param shardType of the columns that say on which shard a row lies; empty where no table is sharded
     */
    public JdbcOutbox(JdbcSession session, Optional<KeyType> shardType) {
        this.session = session;
        this.shards = new OutboxShards(session, shardType);
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
        return append(connection, Directives.NONE, message, firstPause, OutboxShard.NONE);
    }

    /** The same beside rows of a shard. */
    static long append(
            Connection connection, Directives directives, String message, Duration firstPause, OutboxShard shard)
            throws SQLException {
        var text = """
                INSERT INTO afterdelete_outbox (message, next_at%s)
                VALUES (?, CURRENT_TIMESTAMP(6) + INTERVAL ? MICROSECOND%s)
                """.formatted(shard.column(), shard.mark());
        try (var insert = connection.prepareStatement(directives.in(text), Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, message);
            insert.setLong(2, micros(firstPause));
            shard.bind(insert, 3);
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
    static void remove(Connection connection, Directives directives, List<Debt> debts) throws SQLException {
        var rows = Rows.of(debts);
        try (var delete = directives.prepare(connection, "DELETE FROM afterdelete_outbox" + rows.where())) {
            rows.bind(delete, 1);
            delete.executeUpdate();
        }
    }

    /**
     * Rows of one shard.
     *
     * @param ids at least one
     */
    record Rows(List<Long> ids, OutboxShard shard) {
        static Rows of(Collection<Debt> debts) {
            return new Rows(debts.stream().map(Debt::outbox).distinct().toList(), OutboxShard.of(debts));
        }

        /** The condition that names them, and its limit. */
        String where() {
            return " WHERE id IN (%s)%s LIMIT %d".formatted(placeholders(ids.size()), shard.condition(), ids.size());
        }

        /** Binds what {@link #where} leaves open. */
        void bind(PreparedStatement statement, int first) throws SQLException {
            bindIds(statement, first, ids);
            shard.bind(statement, first + ids.size());
        }
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
        var taken = new ArrayList<OwedMessage>();
        shards.count(DUE + IN_ORDER, query -> query.setInt(1, limit), limit)
                .forEach((shard, count) -> taken.addAll(takeDue(shard, count, pause)));
        return taken;
    }

    private List<OwedMessage> takeDue(OutboxShard shard, int limit, IntFunction<Duration> pause) {
        return session.transact(connection -> {
            var due = selectDue(connection, shard, limit);
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
                    connection, Rows.of(rests.stream().map(Unfinished::debt).toList()));
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

    @Override
    public Map<Debt, String> bodies(Collection<Debt> debts) {
        var rows = Rows.of(debts);
        var bodies = session.transact(connection -> bodies(connection, rows));
        return debts.stream()
                .filter(debt -> bodies.containsKey(debt.outbox()))
                .collect(Collectors.toMap(debt -> debt, debt -> bodies.getOrDefault(debt.outbox(), "")));
    }

    private Map<Long, String> bodies(Connection connection, Rows rows) throws SQLException {
        var text = "SELECT id, message FROM afterdelete_outbox" + rows.where();
        try (var query = session.directives().prepare(connection, text)) {
            rows.bind(query, 1);
            var bodies = new HashMap<Long, String>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    bodies.put(row.getLong(1), row.getString(2));
                }
            }
            return bodies;
        }
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
        var shard = new OutboxShard(debt.shard());
        var text = """
                UPDATE afterdelete_outbox
                   SET refused_code = ?, refused_at = CURRENT_TIMESTAMP(6)
                 WHERE id = ? AND turn = ? AND refused_at IS NULL AND done_at IS NULL%s
                 LIMIT 1
                """.formatted(shard.condition());
        session.transact(connection -> {
            try (var update = session.directives().prepare(connection, text)) {
                update.setString(1, fault.code().name());
                update.setLong(2, debt.outbox());
                update.setInt(3, debt.turn());
                shard.bind(update, 4);
                return update.executeUpdate();
            }
        });
    }

    @Override
    public int forgetDone(Duration age, int limit) {
        var counts = shards.count(
                DONE + " LIMIT ?",
                query -> {
                    query.setLong(1, micros(age));
                    query.setInt(2, limit);
                },
                limit);
        return OutboxShards.sum(
                counts.sequencedKeySet(), shard -> forgetDone(shard, age, counts.getOrDefault(shard, 0)));
    }

    private int forgetDone(OutboxShard shard, Duration age, int limit) {
        var text = "DELETE FROM afterdelete_outbox " + DONE + shard.condition() + " LIMIT " + limit;
        return session.transact(connection -> {
            try (var delete = session.directives().prepare(connection, text)) {
                delete.setLong(1, micros(age));
                shard.bind(delete, 2);
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public Backlog backlog(int tries) {
        return session.read(connection ->
                new OutboxBacklog(connection, session.directives().ofWalk()).count(tries, shards.groupedBy()));
    }

    private List<OwedMessage> selectDue(Connection connection, OutboxShard shard, int limit) throws SQLException {
        var text = "SELECT id, message, tries, turn, approved FROM afterdelete_outbox " + DUE + shard.condition()
                + IN_ORDER + " FOR UPDATE SKIP LOCKED";
        try (var query = session.directives().prepare(connection, text)) {
            query.setInt(shard.bind(query, 1), limit);
            var due = new ArrayList<OwedMessage>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    due.add(new OwedMessage(
                            row.getLong("id"),
                            row.getString("message"),
                            row.getInt("tries") + 1,
                            row.getInt("turn") + 1,
                            row.getBoolean("approved") ? Approval.GIVEN : Approval.NONE,
                            shard.value()));
                }
            }
            return due;
        }
    }

    /** Each with a pause of its own, in one statement. */
    private void pushOn(Connection connection, List<OwedMessage> due, IntFunction<Duration> pause) throws SQLException {
        var rows = Rows.of(due.stream().map(OwedMessage::debt).toList());
        var text = """
                UPDATE afterdelete_outbox
                   SET tries = tries + 1, turn = turn + 1,
                       next_at = CURRENT_TIMESTAMP(6) + INTERVAL (CASE id%s END) MICROSECOND
                %s
                """.formatted(" WHEN ? THEN ?".repeat(due.size()), rows.where());
        try (var update = session.directives().prepare(connection, text)) {
            var place = 1;
            for (var owed : due) {
                update.setLong(place++, owed.id());
                update.setLong(place++, micros(pause.apply(owed.tries())));
            }
            rows.bind(update, place);
            update.executeUpdate();
        }
    }

    /** The rows that stand, each with the debt that may be carried on; without one where it is refused or done. */
    private Map<Long, Optional<Debt>> currentOf(Connection connection, Rows rows) throws SQLException {
        var text = """
                SELECT id, turn, refused_at IS NULL AND done_at IS NULL AS owed
                  FROM afterdelete_outbox
                %s
                   FOR UPDATE
                """.formatted(rows.where());
        try (var query = session.directives().prepare(connection, text)) {
            rows.bind(query, 1);
            var current = new HashMap<Long, Optional<Debt>>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    var debt = new Debt(
                            row.getLong("id"), row.getInt("turn"), rows.shard().value());
                    current.put(debt.outbox(), row.getBoolean("owed") ? Optional.of(debt) : Optional.empty());
                }
            }
            return current;
        }
    }

    /** What the relay sends from now on is what is left. */
    private void suspend(Connection connection, List<Unfinished> rests, Duration pause) throws SQLException {
        var rows = Rows.of(rests.stream().map(Unfinished::debt).toList());
        var cases = " WHEN ? THEN ?".repeat(rests.size());
        var text = """
                UPDATE afterdelete_outbox
                   SET turn = turn + 1, tries = 0, next_at = CURRENT_TIMESTAMP(6) + INTERVAL ? MICROSECOND,
                       message = CASE id%s END, approved = CASE id%s END
                %s
                """.formatted(cases, cases, rows.where());
        try (var update = session.directives().prepare(connection, text)) {
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
            rows.bind(update, place);
            update.executeUpdate();
        }
    }

    static long micros(Duration duration) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(duration));
    }
}
