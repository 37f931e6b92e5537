package dev.afterdelete.infer;

import dev.afterdelete.graph.KeyType;
import dev.afterdelete.guess.Words;
import dev.afterdelete.live.LiveColumn;
import dev.afterdelete.live.LiveTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a declaration says of one table: only what differs from the defaults.
 *
 * @param table as the database has it
 * @param referred the columns of it that relations refer to
 * @param spread whether the database has tables whose rows lie on several shards
 */
record TableText(LiveTable table, Set<String> referred, boolean spread) {
    private static final Set<String> REMOVED = Set.of("deleted", "removed");

    /** The lines below the table's name; empty when nothing differs. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        var key = table.keyColumns();
        if (!isDefault(key)) {
            lines.add("key: " + (key.size() == 1 ? column(key.getFirst()) : list(key)));
        }
        var beside = referred.stream()
                .filter(column -> key.stream().noneMatch(column::equalsIgnoreCase))
                .toList();
        if (!beside.isEmpty()) {
            lines.add("unique: " + list(beside));
        }
        shardBy().ifPresent(lines::add);
        softDelete().ifPresent(lines::add);
        return lines;
    }

    private Optional<String> shardBy() {
        var vindex = table.vindex();
        if (vindex.isEmpty()) {
            return spread
                    ? Optional.of("# shardBy: COLUMN   # the vtgate does not say by which its rows lie on which shard")
                    : Optional.empty();
        }
        var isDeclarable = vindex.size() == 1
                && table.find(vindex.getFirst())
                        .flatMap(column -> column.type().keyType())
                        .isPresent();
        return Optional.of(
                isDeclarable
                        ? "shardBy: " + column(vindex.getFirst())
                        : "# shardBy: COLUMN   # the vtgate computes the shard from %s, which cannot be declared"
                                .formatted(String.join(" and ", vindex)));
    }

    private boolean isDefault(List<String> key) {
        return key.equals(List.of("id")) && typeOf("id") == KeyType.INTEGER;
    }

    private String list(List<String> columns) {
        return "[" + String.join(", ", columns.stream().map(this::column).toList()) + "]";
    }

    private String column(String name) {
        var type = typeOf(name);
        return type == KeyType.INTEGER
                ? YamlName.of(name)
                : "{ column: %s, type: %s }".formatted(YamlName.of(name), type.word());
    }

    private KeyType typeOf(String name) {
        return table.require(name).type().keyType().orElseThrow();
    }

    private Optional<String> softDelete() {
        return table.columns().stream()
                .filter(column -> Words.of(column.name()).stream().anyMatch(REMOVED::contains))
                .flatMap(column -> form(column).stream())
                .findFirst();
    }

    private static Optional<String> form(LiveColumn column) {
        var words = Words.of(column.name());
        if (column.type().isTime() && column.nullable() && !words.contains("by")) {
            return Optional.of(suggestion(column, "not_null"));
        }
        var isFlag = words.size() == 1
                || words.getFirst().equals("is")
                || words.getLast().equals("flag");
        return column.type().isTruth() && isFlag ? Optional.of(suggestion(column, "true")) : Optional.empty();
    }

    private static String suggestion(LiveColumn column, String deleted) {
        return "# softDelete: { column: %s, deleted: %s }   # if such rows are to be deleted by the sweep"
                .formatted(YamlName.of(column.name()), deleted);
    }
}
