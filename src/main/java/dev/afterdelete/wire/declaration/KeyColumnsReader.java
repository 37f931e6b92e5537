package dev.afterdelete.wire.declaration;

import dev.afterdelete.fault.Quote;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.wire.yaml.YamlNode;
import dev.afterdelete.wire.yaml.YamlNode.Mapping;
import dev.afterdelete.wire.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the {@code key} of a table, and what is {@code unique} beside it: a column, or a list of columns, each a name
 * or a map with its type.
 */
final class KeyColumnsReader {
    /**
     * The most columns of an index.
     *
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/create-index.html">MySQL: CREATE INDEX</a>
     */
    private static final int MAX_COLUMNS = 16;

    private static final String EXPECTED = "a column, a list of columns, or { column: NAME, type: TYPE }";
    private static final Vocabulary WORDS = Vocabulary.of("a key column", "column", "type");
    private static final SequencedMap<String, KeyType> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("integer", KeyType.INTEGER);
        TYPES.put("string", KeyType.STRING);
        TYPES.put("binary", KeyType.BINARY);
    }

    private final Values values;

    KeyColumnsReader(Values values) {
        this.values = values;
    }

    /** The columns; empty after a mistake. */
    Optional<List<KeyColumn>> read(YamlNode node) {
        return readBeside(List.of(), node);
    }

    /** Columns that are unique beside the {@code key}; empty after a mistake. */
    Optional<List<KeyColumn>> readBeside(List<KeyColumn> key, YamlNode node) {
        var taken = new HashSet<String>();
        key.forEach(column -> taken.add(fold(column)));
        var items = node instanceof Sequence ? values.items(node, EXPECTED) : Optional.of(List.of(node));
        return items.flatMap(nodes -> columns(nodes, taken));
    }

    /**
     * The column that says on which shard a row lies; empty after a mistake.
     *
     * @param known the key, and what is unique beside it: a column of these has its type from there
     */
    Optional<KeyColumn> readShard(List<KeyColumn> known, YamlNode node) {
        if (node instanceof Sequence) {
            values.wrong(node, "one column, or { column: NAME, type: TYPE }");
            return Optional.empty();
        }
        return column(node).flatMap(column -> {
            var before = known.stream()
                    .filter(other -> fold(other).equals(fold(column)))
                    .findFirst();
            if (node instanceof Mapping
                    && before.filter(same -> same.type() != column.type()).isPresent()) {
                values.mistake(
                        node.place(),
                        "the column %s is declared already, with another type".formatted(Quote.of(column.name())));
                return Optional.empty();
            }
            return before.or(() -> Optional.of(column));
        });
    }

    private Optional<List<KeyColumn>> columns(List<YamlNode> nodes, Set<String> taken) {
        if (nodes.size() > MAX_COLUMNS) {
            values.mistake(nodes.get(MAX_COLUMNS).place(), "a key has at most %d columns".formatted(MAX_COLUMNS));
        }
        var columns = new ArrayList<KeyColumn>();
        for (var node : nodes) {
            var column = column(node);
            column.ifPresent(columns::add);
            column.filter(named -> !taken.add(fold(named)))
                    .ifPresent(twice -> values.mistake(
                            node.place(), "the column %s is named already".formatted(Quote.of(twice.name()))));
        }
        return columns.size() == nodes.size() ? Optional.of(columns) : Optional.empty();
    }

    private static String fold(KeyColumn column) {
        return column.name().toLowerCase(Locale.ROOT);
    }

    private Optional<KeyColumn> column(YamlNode node) {
        if (!(node instanceof Mapping mapping)) {
            return values.identifier(node, EXPECTED).map(name -> new KeyColumn(name, KeyType.INTEGER));
        }
        var fields = Fields.of(mapping, WORDS, values.mistakes());
        var name = fields.require("column", "the name of the column")
                .flatMap(value -> values.identifier(value, "the name of a column"));
        var type = fields.find("type")
                .map(value -> values.word(value, TYPES).stream())
                .orElseGet(() -> Stream.of(KeyType.INTEGER))
                .findFirst();
        return name.flatMap(column -> type.map(known -> new KeyColumn(column, known)));
    }
}
