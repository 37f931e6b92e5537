package dev.afterdelete.jdbc.gate;

import dev.afterdelete.live.LiveIndex;
import dev.afterdelete.live.LiveIndex.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts indexes together from their parts. */
public final class IndexReader {
    /** Each part of each index, in order. */
    public static final String INDEXES = """
            SELECT table_name, index_name, non_unique, column_name, sub_part
              FROM information_schema.statistics
             WHERE table_schema = DATABASE() AND index_type NOT IN ('FULLTEXT', 'SPATIAL', 'RTREE', 'VECTOR')
            """;

    /** The order in which {@link #part} takes them. */
    public static final String IN_ORDER = " ORDER BY table_name, index_name, seq_in_index";

    private final Map<String, Map<String, List<Part>>> parts = new HashMap<>();

    /**
     * One part of an index.
     *
     * @param column empty where it is an expression
     */
    private record Part(String column, boolean unique, boolean isPrefix) {}

    /** Takes a row of {@link #INDEXES}. */
    public void part(ResultSet row) throws SQLException {
        var column = row.getString(4);
        parts.computeIfAbsent(row.getString(1), _ -> new LinkedHashMap<>())
                .computeIfAbsent(row.getString(2), _ -> new ArrayList<>())
                .add(new Part(column == null ? "" : column, row.getInt(3) == 0, row.getObject(5) != null));
    }

    /** The indexes of all tables, by the name of the table. */
    public Map<String, List<LiveIndex>> byTable() {
        var byTable = new HashMap<String, List<LiveIndex>>();
        parts.forEach((table, indexes) -> indexes.forEach((name, found) ->
                byTable.computeIfAbsent(table, _ -> new ArrayList<>()).add(index(name, found))));
        return byTable;
    }

    private static LiveIndex index(String name, List<Part> parts) {
        var unique = parts.stream()
                .allMatch(part ->
                        part.unique() && !part.isPrefix() && !part.column().isEmpty());
        var columns = parts.stream()
                .map(Part::column)
                .takeWhile(column -> !column.isEmpty())
                .toList();
        return new LiveIndex(name, unique ? Kind.UNIQUE : Kind.PLAIN, columns);
    }
}
