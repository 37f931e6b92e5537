package dev.afterdelete.jdbc.schema;

import dev.afterdelete.live.LiveForeignKey;
import dev.afterdelete.live.LiveForeignKey.Rule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts foreign keys together from their rules and their columns, which the catalogue keeps apart. */
final class ForeignKeyReader {
    private final Map<Name, List<Rule>> rules = new HashMap<>();
    private final Map<Name, Columns> columns = new LinkedHashMap<>();

    /** Names of foreign keys need not differ between tables everywhere. */
    private record Name(String table, String constraint) {}

    private record Columns(String parent, List<String> own, List<String> referred) {}

    /** Takes a row of {@link Catalogue#FOREIGN_KEY_RULES}. */
    void rule(ResultSet row) throws SQLException {
        rules.put(nameIn(row), List.of(Rule.of(row.getString(3)), Rule.of(row.getString(4))));
    }

    /** Takes a row of {@link Catalogue#FOREIGN_KEY_COLUMNS}. */
    void column(ResultSet row) throws SQLException {
        var parent = row.getBoolean(7) ? row.getString(4) : row.getString(6) + "." + row.getString(4);
        var found =
                columns.computeIfAbsent(nameIn(row), _ -> new Columns(parent, new ArrayList<>(), new ArrayList<>()));
        found.own().add(row.getString(3));
        found.referred().add(row.getString(5));
    }

    /** The foreign keys of all tables, by the name of the child. */
    Map<String, List<LiveForeignKey>> byTable() {
        var byTable = new HashMap<String, List<LiveForeignKey>>();
        columns.forEach((name, found) ->
                byTable.computeIfAbsent(name.table(), _ -> new ArrayList<>()).add(foreignKey(name, found)));
        return byTable;
    }

    private LiveForeignKey foreignKey(Name name, Columns found) {
        var both = rules.getOrDefault(name, List.of(Rule.UNSEEN, Rule.UNSEEN));
        return new LiveForeignKey(
                name.constraint(), found.own(), found.parent(), found.referred(), both.getFirst(), both.getLast());
    }

    private static Name nameIn(ResultSet row) throws SQLException {
        return new Name(row.getString(1), row.getString(2));
    }
}
