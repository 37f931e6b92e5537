package dev.afterdelete.wire.declaration;

import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.SoftDelete.Form;
import dev.afterdelete.wire.yaml.YamlNode;
import dev.afterdelete.wire.yaml.YamlNode.Flag;
import dev.afterdelete.wire.yaml.YamlNode.Text;
import java.util.List;
import java.util.Optional;

/** Reads the {@code softDelete} of a table. */
final class SoftDeleteReader {
    private static final String NOT_NULL = "not_null";
    private static final String EXPECTED = "true, not_null, or the status that a deleted row has";
    private static final Vocabulary WORDS = Vocabulary.of("softDelete", "column", "deleted");

    private final Values values;

    SoftDeleteReader(Values values) {
        this.values = values;
    }

    /**
     * Reads how a row is marked as deleted.
     *
     * @param key the table's key, where it is known
     * @return empty after a mistake
     */
    Optional<SoftDelete> read(YamlNode node, Optional<List<KeyColumn>> key) {
        return values.mapping(node, "{ column: NAME, deleted: true }").flatMap(mapping -> {
            var fields = Fields.of(mapping, WORDS, values.mistakes());
            var column = fields.require("column", "the name of the column").flatMap(value -> column(value, key));
            var form = fields.require("deleted", EXPECTED).flatMap(this::form);
            return column.flatMap(name -> form.map(deleted -> new SoftDelete(name, deleted)));
        });
    }

    private Optional<String> column(YamlNode node, Optional<List<KeyColumn>> key) {
        var column = values.identifier(node, "the name of a column");
        column.filter(name -> key.stream()
                        .flatMap(List::stream)
                        .anyMatch(part -> part.name().equalsIgnoreCase(name)))
                .ifPresent(_ -> values.wrong(node, "a column that is not part of the key"));
        return column;
    }

    private Optional<Form> form(YamlNode node) {
        return switch (node) {
            case Flag(var value, var _) when value -> Optional.of(new Form.IsTrue());
            case Text(var text, var _) when text.equals(NOT_NULL) -> Optional.of(new Form.NotNull());
            case Text(var text, var _)
            when text.isBlank() -> {
                values.wrong(node, EXPECTED);
                yield Optional.empty();
            }
            default -> Constants.read(node, EXPECTED, values).map(Form.Equals::new);
        };
    }
}
