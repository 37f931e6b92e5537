package dev.afterdelete.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of a random schema.
 *
 * @param name its name
 * @param columns all of them
 * @param key the names of those that make the primary key
 * @param unique the names of those that are unique, each by itself
 * @param foreignKeys what it refers to
 */
record SqlTable(
        String name, List<Column> columns, List<String> key, List<String> unique, List<ForeignKey> foreignKeys) {
    SqlTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        unique = List.copyOf(unique);
        foreignKeys = List.copyOf(foreignKeys);
    }

    /** The column that says on which shard a row lies, where there are shards. */
    static final String TENANT = "tenant_id";

    /** The same with rows of several tenants; it is part of no key. */
    SqlTable ofTenants() {
        var more = new ArrayList<>(columns);
        more.add(new Column(TENANT, Column.Kind.NUMBER, false));
        return new SqlTable(name, more, key, unique, foreignKeys);
    }

    boolean hasTenants() {
        return columnNames().contains(TENANT);
    }

    Column column(String column) {
        return columns.stream()
                .filter(known -> known.name().equals(column))
                .findFirst()
                .orElseThrow();
    }

    List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    /** Whether a foreign key of the table has this column. */
    boolean isReference(String column) {
        return foreignKeys.stream().anyMatch(foreignKey -> foreignKey.columns().contains(column));
    }

    /** Without its foreign keys, but with their indexes. */
    String bareDdl() {
        return ddl(Stream.empty());
    }

    /** As InnoDB sees to it. */
    String nativeDdl() {
        return ddl(foreignKeys.stream().map(ForeignKey::ddl));
    }

    String yaml() {
        var beside = unique.isEmpty() ? "" : ", unique: " + yaml(unique);
        var sharded = hasTenants() ? ", shardBy: " + TENANT : "";
        return "  %s: { key: %s, zeroKey: true%s%s }\n".formatted(name, yaml(key), beside, sharded);
    }

    private String yaml(List<String> names) {
        return names.stream().map(column -> column(column).yaml()).collect(Collectors.joining(", ", "[", "]"));
    }

    private String ddl(Stream<String> constraints) {
        var parts = Stream.of(
                        columns.stream().map(Column::ddl),
                        Stream.of("PRIMARY KEY " + list(key)),
                        unique.stream().map(column -> "UNIQUE " + list(List.of(column))),
                        foreignKeys.stream().map(foreignKey -> "KEY " + list(foreignKey.columns())),
                        constraints)
                .flatMap(part -> part);
        return "CREATE TABLE `%s` (%s);\n".formatted(name, parts.collect(Collectors.joining(", ")));
    }

    private static String list(List<String> names) {
        return names.stream().map("`%s`"::formatted).collect(Collectors.joining(", ", "(", ")"));
    }
}
