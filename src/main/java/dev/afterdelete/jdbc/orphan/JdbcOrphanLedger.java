package dev.afterdelete.jdbc.orphan;

import dev.afterdelete.graph.Relation;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.orphan.Orphan;
import dev.afterdelete.orphan.OrphanLedger;
import dev.afterdelete.orphan.Pass;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The {@link OrphanLedger} port as the tables {@code afterdelete_orphan_scan} and {@code afterdelete_orphans}. All
 * times are the database's own, in UTC, so that no clock change makes an orphan look older than it is.
 */
public final class JdbcOrphanLedger implements OrphanLedger {
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private static final String BEGIN = """
            INSERT IGNORE INTO afterdelete_orphan_scan (relation, name, pass, started_at)
            VALUES (?, ?, 1, UTC_TIMESTAMP(6))
            """;

    private static final String FORGET = """
            DELETE FROM afterdelete_orphans
             WHERE relation = ? AND last_pass < ?
             LIMIT ?
            """;

    private final JdbcSession session;

    /** Works through {@code session}, in transactions of its own. */
    public JdbcOrphanLedger(JdbcSession session) {
        this.session = session;
    }

    @Override
    public Standing open(Relation relation) {
        return session.transact(connection -> {
            var found = PassRow.find(connection, session.directives(), relation);
            if (found.isPresent()) {
                return found.get();
            }
            begin(connection, relation);
            return PassRow.find(connection, session.directives(), relation).orElseThrow();
        });
    }

    @Override
    public boolean advance(Relation relation, Pass from, Pass to, Sighting sighting) {
        return session.transact(connection -> {
            if (!PassRow.replace(connection, session.directives(), relation, from, to)) {
                return false;
            }
            remember(connection, relation, to, sighting.fresh());
            seeAgain(connection, relation, to, sighting.known());
            return true;
        });
    }

    @Override
    public Recollection recall(Relation relation, Pass pass, List<Orphan> orphans) {
        var digests = orphans.stream().collect(Collectors.toMap(Digest::of, orphan -> orphan));
        return session.transact(connection -> {
            var now = now(connection);
            return new Recollection(recall(connection, relation, pass, digests), now);
        });
    }

    @Override
    public boolean forget(Relation relation, Pass over) {
        return session.transact(connection -> {
            try (var delete = session.directives().prepare(connection, FORGET)) {
                delete.setBytes(1, Digest.of(relation).bytes());
                delete.setLong(2, over.number());
                delete.setInt(3, FORGOTTEN_AT_ONCE);
                return delete.executeUpdate() == FORGOTTEN_AT_ONCE;
            }
        });
    }

    private void begin(Connection connection, Relation relation) throws SQLException {
        try (var insert = session.directives().prepare(connection, BEGIN)) {
            insert.setBytes(1, Digest.of(relation).bytes());
            insert.setString(2, PassRow.name(relation));
            insert.executeUpdate();
        }
    }

    private Map<Orphan, Instant> recall(
            Connection connection, Relation relation, Pass pass, Map<Digest, Orphan> orphans) throws SQLException {
        var since = new HashMap<Orphan, Instant>();
        var text = """
            SELECT reference, first_seen
              FROM afterdelete_orphans
             WHERE relation = ? AND last_pass >= ? AND reference IN (%s)
            """.formatted(placeholders(orphans.size(), "?"));
        try (var query = session.directives().prepare(connection, text)) {
            query.setBytes(1, Digest.of(relation).bytes());
            query.setLong(2, pass.number() - 1);
            var place = 3;
            for (var digest : orphans.keySet()) {
                query.setBytes(place++, digest.bytes());
            }
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    since.put(
                            orphans.get(Digest.read(row.getBytes(1))),
                            PassRow.instant(row, 2).orElseThrow());
                }
            }
        }
        return since;
    }

    private void remember(Connection connection, Relation relation, Pass pass, List<Orphan> fresh) throws SQLException {
        if (fresh.isEmpty()) {
            return;
        }
        var text = """
            INSERT INTO afterdelete_orphans (relation, reference, first_seen, last_pass)
            VALUES %s
                ON DUPLICATE KEY UPDATE first_seen = VALUES(first_seen), last_pass = VALUES(last_pass)
            """.formatted(placeholders(fresh.size(), "(?, ?, UTC_TIMESTAMP(6), ?)"));
        try (var insert = session.directives().prepare(connection, text)) {
            var place = 1;
            for (var orphan : fresh) {
                insert.setBytes(place++, Digest.of(relation).bytes());
                insert.setBytes(place++, Digest.of(orphan).bytes());
                insert.setLong(place++, pass.number());
            }
            insert.executeUpdate();
        }
    }

    private void seeAgain(Connection connection, Relation relation, Pass pass, List<Orphan> known) throws SQLException {
        if (known.isEmpty()) {
            return;
        }
        var text = """
            UPDATE afterdelete_orphans
               SET last_pass = ?
             WHERE relation = ? AND reference IN (%s)
             LIMIT %d
            """.formatted(placeholders(known.size(), "?"), known.size());
        try (var update = session.directives().prepare(connection, text)) {
            update.setLong(1, pass.number());
            update.setBytes(2, Digest.of(relation).bytes());
            var place = 3;
            for (var orphan : known) {
                update.setBytes(place++, Digest.of(orphan).bytes());
            }
            update.executeUpdate();
        }
    }

    private Instant now(Connection connection) throws SQLException {
        try (var query = session.directives().prepare(connection, "SELECT UTC_TIMESTAMP(6)");
                var row = query.executeQuery()) {
            row.next();
            return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        }
    }

    private static String placeholders(int count, String each) {
        return String.join(", ", Collections.nCopies(count, each));
    }
}
