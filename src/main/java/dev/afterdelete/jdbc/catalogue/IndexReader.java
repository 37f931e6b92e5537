package dev.afterdelete.jdbc.catalogue;

import dev.afterdelete.live.LiveColumn;
import dev.afterdelete.live.LiveIndex;
import dev.afterdelete.live.LiveIndex.Kind;
import dev.afterdelete.live.Prefix;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
     * @param prefix characters or bytes of which it holds no more; empty where it holds whole values
     */
    private record Part(String column, boolean unique, OptionalLong prefix) {
        boolean isWhole() {
            return prefix.isEmpty();
        }
    }

    /** Takes a row of {@link #INDEXES}. */
    public void part(ResultSet row) throws SQLException {
        var column = row.getString(4);
        parts.computeIfAbsent(row.getString(1), _ -> new LinkedHashMap<>())
                .computeIfAbsent(row.getString(2), _ -> new ArrayList<>())
                .add(new Part(column == null ? "" : column, row.getInt(3) == 0, prefix(row.getString(5))));
    }

    private static OptionalLong prefix(@Nullable String length) {
        return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length));
    }

    /**
     * The indexes of all tables, by the name of the table.
     *
     * @param columns of the same tables, which say what a prefix is worth
     */
    public Map<String, List<LiveIndex>> byTable(Map<String, List<LiveColumn>> columns) {
        var byTable = new HashMap<String, List<LiveIndex>>();
        parts.forEach((table, indexes) ->
                indexes.forEach((name, found) -> byTable.computeIfAbsent(table, _ -> new ArrayList<>())
                        .add(index(name, found, columns.getOrDefault(table, List.of())))));
        return byTable;
    }

    private static LiveIndex index(String name, List<Part> parts, List<LiveColumn> ofTable) {
        Predicate<Prefix> stands = parts.size() == 1 ? Prefix::standsForWhole : Prefix::standsForWholeBesideOthers;
        var unique = parts.stream()
                .allMatch(part -> part.unique()
                        && !part.column().isEmpty()
                        && (part.isWhole()
                                || prefixOf(part, ofTable).filter(stands).isPresent()));
        var columns = parts.stream()
                .map(Part::column)
                .takeWhile(column -> !column.isEmpty())
                .toList();
        var misleading = parts.stream()
                .filter(part -> !part.isWhole()
                        && !prefixOf(part, ofTable)
                                .filter(Prefix::isSharedByEquals)
                                .isPresent())
                .map(Part::column)
                .toList();
        return new LiveIndex(name, unique ? Kind.UNIQUE : Kind.PLAIN, columns, misleading);
    }

    private static Optional<Prefix> prefixOf(Part part, List<LiveColumn> ofTable) {
        return ofTable.stream()
                .filter(column -> column.name().equalsIgnoreCase(part.column()))
                .map(column -> new Prefix(column.type(), part.prefix().orElseThrow()))
                .findFirst();
    }
}
