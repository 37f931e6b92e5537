package dev.afterdelete.jdbc.orphan;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.jdbc.KeyBinding;
import dev.afterdelete.orphan.ChildRows;
import dev.afterdelete.sql.ReferenceCount;
import dev.afterdelete.sql.ReferencePage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The {@link ChildRows} port on MySQL, MariaDB and Vitess. */
public final class JdbcChildRows implements ChildRows {
    private final JdbcSession session;

    /** Reads through {@code session}, outside of any transaction. */
    public JdbcChildRows(JdbcSession session) {
        this.session = session;
    }

    @Override
    public List<Row> page(Relation relation, Optional<Key> after, int limit) {
        var page = new ReferencePage(relation, after, limit);
        return session.read(connection -> read(connection, page));
    }

    @Override
    public long count(Relation relation, Key reference, long atMost) {
        var count = new ReferenceCount(relation, reference, atMost);
        return session.read(connection -> {
            try (var query = session.directives().ofWalk().prepare(connection, count.text())) {
                KeyBinding.bind(query, count.values());
                try (var row = query.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    private List<Row> read(Connection connection, ReferencePage page) throws SQLException {
        var keyTypes = page.address().stream().map(KeyColumn::type).toList();
        var referenceTypes = page.references().stream().map(KeyColumn::type).toList();
        try (var query = session.directives().ofWalk().prepare(connection, page.text())) {
            KeyBinding.bind(query, page.values());
            var rows = new ArrayList<Row>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(read(row, keyTypes, referenceTypes));
                }
            }
            return rows;
        }
    }

    private static Row read(ResultSet row, List<KeyType> keyTypes, List<KeyType> referenceTypes) throws SQLException {
        var key = KeyBinding.read(row, keyTypes);
        var truth = keyTypes.size() + 1;
        return new Row(
                key,
                row.getBoolean(truth)
                        ? Optional.of(KeyBinding.read(row, truth + 1, referenceTypes))
                        : Optional.empty());
    }
}
