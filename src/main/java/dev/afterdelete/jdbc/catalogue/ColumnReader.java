package dev.afterdelete.jdbc.catalogue;

import dev.afterdelete.live.ColumnType;
import dev.afterdelete.live.LiveColumn;
import dev.afterdelete.live.LiveColumn.Upkeep;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads columns as the catalogue describes them. */
public final class ColumnReader {
    /** On Vitess the schema name that comes back is another one, so only the condition names it. */
    public static final String COLUMNS = """
            SELECT table_name, column_name, data_type, column_type, character_maximum_length,
                   character_set_name, collation_name, is_nullable, generation_expression, extra,
                   @@lower_case_table_names
              FROM information_schema.columns
             WHERE table_schema = DATABASE()
            """;

    /** The order in which a table has its columns. */
    public static final String IN_ORDER = " ORDER BY table_name, ordinal_position";

    private final Map<String, List<LiveColumn>> columns = new HashMap<>();
    private boolean foldsTableNames;

    /** Takes a row of {@link #COLUMNS}. */
    public void column(ResultSet row) throws SQLException {
        var length = row.getString(5);
        var type = new ColumnType(
                row.getString(3).toLowerCase(Locale.ROOT),
                row.getString(4),
                length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length)),
                Optional.ofNullable(row.getString(6)),
                Optional.ofNullable(row.getString(7)));
        columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                .add(new LiveColumn(row.getString(2), type, row.getString(8).equalsIgnoreCase("YES"), upkeep(row)));
        foldsTableNames = row.getInt(11) != 0;
    }

    private static Upkeep upkeep(ResultSet row) throws SQLException {
        var expression = row.getString(9);
        if (expression != null && !expression.isEmpty()) {
            return Upkeep.COMPUTED;
        }
        var extra = row.getString(10);
        return extra != null && extra.toLowerCase(Locale.ROOT).contains("on update") ? Upkeep.STAMPED : Upkeep.WRITTEN;
    }

    /** Whether upper and lower case make no difference in names of tables; not known without a column. */
    public boolean foldsTableNames() {
        return foldsTableNames;
    }

    /** The columns of all tables, by the name of the table. */
    public Map<String, List<LiveColumn>> byTable() {
        return Map.copyOf(columns);
    }
}
