package dev.afterdelete.jdbc;

import dev.afterdelete.graph.KeyType;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table as the database has it.
 *
 * @param columns by their name in lower case, because MySQL's column names know no case
 * @param uniqueKeys the columns of each unique index, in lower case
 */
record LiveTable(Map<String, Column> columns, List<Set<String>> uniqueKeys) {
    private static final Set<String> INTEGERS = Set.of("tinyint", "smallint", "mediumint", "int", "bigint");
    private static final Set<String> STRINGS = Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext");
    private static final Set<String> BINARIES = Set.of("binary", "varbinary", "tinyblob", "blob");

    /**
     * A column as the database has it.
     *
     * @param dataType without length, as {@code information_schema} says
     * @param collation of text; empty for everything else
     * @param nullable whether it can hold NULL
     */
    record Column(String dataType, Optional<String> collation, boolean nullable) {
        /** The key type whose values this column compares without any conversion; empty for other types. */
        Optional<KeyType> keyType() {
            if (INTEGERS.contains(dataType)) {
                return Optional.of(KeyType.INTEGER);
            }
            if (STRINGS.contains(dataType)) {
                return Optional.of(KeyType.STRING);
            }
            return BINARIES.contains(dataType) ? Optional.of(KeyType.BINARY) : Optional.empty();
        }

        boolean holdsTime() {
            return Set.of("datetime", "timestamp", "date").contains(dataType);
        }

        boolean holdsMoment() {
            return holdsTime() && !dataType.equals("date");
        }

        boolean holdsTruth() {
            return INTEGERS.contains(dataType) || dataType.equals("bit");
        }

        boolean compares(KeyType type) {
            return keyType().equals(Optional.of(type)) || (type == KeyType.STRING && dataType.equals("enum"));
        }
    }

    Optional<Column> find(String column) {
        return Optional.ofNullable(columns.get(fold(column)));
    }

    /** Whether no two rows can agree in all of {@code names}. */
    boolean isUnique(Collection<String> names) {
        var folded = names.stream().map(LiveTable::fold).collect(Collectors.toSet());
        return uniqueKeys.stream().anyMatch(folded::containsAll);
    }

    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
