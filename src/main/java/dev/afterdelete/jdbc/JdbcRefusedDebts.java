package dev.afterdelete.jdbc;

import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.jdbc.OutboxShards.OutboxShard;
import dev.afterdelete.redrive.RefusedDebt;
import dev.afterdelete.redrive.RefusedDebts;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** The {@link RefusedDebts} port as rows of {@code afterdelete_outbox}. All times are the database's own. */
public final class JdbcRefusedDebts implements RefusedDebts {
    private static final String PAGE = """
            SELECT id, message, turn, refused_code, UNIX_TIMESTAMP(refused_at) AS refused
              FROM afterdelete_outbox
             WHERE refused_at IS NOT NULL AND done_at IS NULL AND id > ?
             ORDER BY id
             LIMIT ?
            """;

    private static final String REARM = """
            UPDATE afterdelete_outbox
               SET refused_at = NULL, refused_code = NULL, tries = 0, approved = approved OR ?,
                   next_at = CURRENT_TIMESTAMP(6) + INTERVAL ? MICROSECOND
             WHERE refused_at IS NOT NULL AND id IN (%s)%s
             LIMIT %d
            """;

    private static final String FORGIVE = """
            DELETE FROM afterdelete_outbox
             WHERE refused_at IS NOT NULL AND done_at IS NULL AND id IN (%s)%s
             LIMIT %d
            """;

    private final JdbcSession session;
    private final OutboxShards shards;
    private final Approval approval;

    /** Works through {@code session}, in transactions of its own, where no table is sharded. */
    public JdbcRefusedDebts(JdbcSession session) {
        this(session, Optional.empty(), Approval.NONE);
    }

    /**
     * Works through {@code session}, in transactions of its own.
     *
     * @param shardType of the columns that say on which shard a row lies; empty where no table is sharded
     * @param approval whether what is owed again is let through, so that the relay does not take that back
     */
    public JdbcRefusedDebts(JdbcSession session, Optional<KeyType> shardType, Approval approval) {
        this.session = session;
        this.shards = new OutboxShards(session, shardType);
        this.approval = approval;
    }

    @Override
    public List<RefusedDebt> page(long after, int limit) {
        return session.read(connection -> {
            try (var query = session.directives().ofWalk().prepare(connection, PAGE)) {
                query.setLong(1, after);
                query.setInt(2, limit);
                return debts(query);
            }
        });
    }

    @Override
    public int rearm(Collection<Long> ids, Duration pause) {
        return change(REARM, ids, List.of(approval == Approval.GIVEN ? 1L : 0L, JdbcOutbox.micros(pause)));
    }

    @Override
    public int forgive(Collection<Long> ids) {
        return change(FORGIVE, ids, List.of());
    }

    private int change(String text, Collection<Long> ids, List<Long> before) {
        if (ids.isEmpty()) {
            return 0;
        }
        if (ids.size() > AT_ONCE) {
            throw new IllegalArgumentException("at most %d rows at once, not %d".formatted(AT_ONCE, ids.size()));
        }
        var sorted = List.copyOf(new TreeSet<>(ids));
        var marks = JdbcOutbox.placeholders(sorted.size());
        var found = "WHERE id IN (%s) LIMIT %d".formatted(marks, sorted.size());
        var counts = shards.count(found, query -> JdbcOutbox.bindIds(query, 1, sorted), sorted.size());
        var values = new ArrayList<>(before);
        values.addAll(sorted);
        return OutboxShards.sum(
                counts.sequencedKeySet(),
                shard -> change(text.formatted(marks, shard.condition(), sorted.size()), values, shard));
    }

    private int change(String text, List<Long> values, OutboxShard shard) {
        return session.transact(connection -> {
            try (var statement = session.directives().prepare(connection, text)) {
                JdbcOutbox.bindIds(statement, 1, values);
                shard.bind(statement, values.size() + 1);
                return statement.executeUpdate();
            }
        });
    }

    private static List<RefusedDebt> debts(PreparedStatement query) throws SQLException {
        var debts = new ArrayList<RefusedDebt>();
        try (var row = query.executeQuery()) {
            while (row.next()) {
                debts.add(debt(row));
            }
        }
        return debts;
    }

    private static RefusedDebt debt(ResultSet row) throws SQLException {
        return new RefusedDebt(
                row.getLong("id"),
                row.getString("message"),
                row.getInt("turn"),
                Objects.requireNonNullElse(row.getString("refused_code"), "UNCLASSIFIED"),
                time(row.getBigDecimal("refused")));
    }

    private static Instant time(BigDecimal seconds) {
        return Instant.ofEpochSecond(
                seconds.longValue(),
                seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }
}
