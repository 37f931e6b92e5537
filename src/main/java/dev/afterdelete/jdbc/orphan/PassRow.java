package dev.afterdelete.jdbc.orphan;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.jdbc.Directives;
import dev.afterdelete.orphan.Findings;
import dev.afterdelete.orphan.OrphanLedger.Standing;
import dev.afterdelete.orphan.Pass;
import dev.afterdelete.orphan.Pass.State;
import dev.afterdelete.orphan.Suspects;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** A pass as a row of {@code afterdelete_orphan_scan}. */
final class PassRow {
    private static final int NAME_LENGTH = 255;

    private static final String FIND = """
            SELECT pass, started_at, ended_at, after_key, looked_at, orphans, fixed, oldest_at, samples, suspects,
                   undeclared, UTC_TIMESTAMP(6)
              FROM afterdelete_orphan_scan
             WHERE relation = ?
            """;

    private static final String REPLACE = """
            UPDATE afterdelete_orphan_scan
               SET pass = ?, started_at = ?, ended_at = IF(?, UTC_TIMESTAMP(6), NULL), after_key = ?, looked_at = ?,
                   orphans = ?, fixed = ?, oldest_at = ?, samples = ?, suspects = ?, undeclared = ?
             WHERE relation = ? AND pass = ? AND after_key <=> ? AND (ended_at IS NOT NULL) = ?
             LIMIT 1
            """;

    private final Relation relation;

    private PassRow(Relation relation) {
        this.relation = relation;
    }

    /** Where a relation's scan stands; empty where it was never scanned. */
    static Optional<Standing> find(Connection connection, Directives directives, Relation relation)
            throws SQLException {
        try (var query = directives.prepare(connection, FIND)) {
            query.setBytes(1, Digest.of(relation).bytes());
            try (var row = query.executeQuery()) {
                return row.next() ? Optional.of(new PassRow(relation).read(row)) : Optional.empty();
            }
        }
    }

    /** Writes {@code to} where {@code from} stands; false when it does not any more. */
    static boolean replace(Connection connection, Directives directives, Relation relation, Pass from, Pass to)
            throws SQLException {
        try (var update = directives.prepare(connection, REPLACE)) {
            bind(update, to);
            update.setBytes(12, Digest.of(relation).bytes());
            update.setLong(13, from.number());
            update.setString(14, after(from).map(KeyNotation::of).orElse(null));
            update.setBoolean(15, from.isOver());
            return update.executeUpdate() == 1;
        }
    }

    /** What people call a relation: it tells where several have the same columns. */
    static String name(Relation relation) {
        var name = relation.name() + " -> " + relation.parent().name();
        return name.substring(0, Math.min(NAME_LENGTH, name.length()));
    }

    private static void bind(PreparedStatement update, Pass to) throws SQLException {
        var findings = to.findings();
        update.setLong(1, to.number());
        update.setObject(2, LocalDateTime.ofInstant(to.startedAt(), ZoneOffset.UTC));
        update.setBoolean(3, to.isOver());
        update.setString(4, after(to).map(KeyNotation::of).orElse(null));
        update.setLong(5, findings.rows());
        update.setLong(6, findings.orphans());
        update.setLong(7, findings.fixed());
        bindOldest(update, findings);
        update.setString(9, samples(findings));
        update.setString(10, suspects(findings));
        update.setString(11, to.state() instanceof State.Stopped(var undeclared) ? KeyNotation.of(undeclared) : null);
    }

    private static void bindOldest(PreparedStatement update, Findings findings) throws SQLException {
        if (findings.oldest().isPresent()) {
            update.setObject(8, LocalDateTime.ofInstant(findings.oldest().get(), ZoneOffset.UTC));
        } else {
            update.setNull(8, Types.TIMESTAMP);
        }
    }

    private static Optional<Key> after(Pass pass) {
        return pass.state() instanceof State.Walking(var after) ? after : Optional.empty();
    }

    private static String samples(Findings findings) {
        var text = new StringBuilder();
        findings.samples().forEach(key -> text.append(KeyNotation.of(key)));
        return text.toString();
    }

    private static String suspects(Findings findings) {
        var text = new StringBuilder();
        findings.suspects().counts().forEach((key, count) -> {
            KeyNotation.append(text, String.valueOf(count));
            text.append(KeyNotation.of(key));
        });
        return text.toString();
    }

    private Standing read(ResultSet row) throws SQLException {
        var pass = new Pass(row.getLong(1), instant(row, 2).orElseThrow(), state(row), findings(row));
        return new Standing(pass, instant(row, 12).orElseThrow());
    }

    private State state(ResultSet row) throws SQLException {
        if (row.getObject(3) == null) {
            return new State.Walking(text(row, 4).map(this::childKey));
        }
        return text(row, 11)
                .map(text -> KeyNotation.read(text, relation.reference().types()))
                .<State>map(State.Stopped::new)
                .orElseGet(State.Ended::new);
    }

    private Findings findings(ResultSet row) throws SQLException {
        var samples = new ArrayList<Key>();
        text(row, 9)
                .ifPresent(text -> KeyNotation.readAll(text, notation -> samples.add(notation.key(addressTypes()))));
        var suspects = new HashMap<Key, Long>();
        text(row, 10)
                .ifPresent(text -> KeyNotation.readAll(text, notation -> {
                    var count = Long.valueOf(notation.next());
                    suspects.put(notation.key(relation.reference().types()), count);
                }));
        return new Findings(
                row.getLong(5), row.getLong(6), row.getLong(7), instant(row, 8), samples, new Suspects(suspects));
    }

    private Key childKey(String text) {
        return KeyNotation.read(text, addressTypes());
    }

    private List<KeyType> addressTypes() {
        return relation.child().address().stream().map(KeyColumn::type).toList();
    }

    private static Optional<String> text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
                .map(time -> time.toInstant(ZoneOffset.UTC));
    }
}
