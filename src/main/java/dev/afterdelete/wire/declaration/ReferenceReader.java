package dev.afterdelete.wire.declaration;

import dev.afterdelete.fault.Quote;
import dev.afterdelete.graph.Identifiers;
import dev.afterdelete.wire.yaml.YamlNode;
import dev.afterdelete.wire.yaml.YamlNode.Sequence;
import dev.afterdelete.wire.yaml.YamlNode.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the {@code child} and the {@code parent} of a relation: {@code table.column}, or a list of those. */
final class ReferenceReader {
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final String CHILD = "TABLE.COLUMN, or a list of those";
    private static final String PARENT = "TABLE, TABLE.COLUMN, or a list of the latter";

    private final Values values;

    ReferenceReader(Values values) {
        this.values = values;
    }

    /** The columns that refer; empty after a mistake. */
    Optional<ColumnList> child(YamlNode node) {
        return columns(node, CHILD);
    }

    /** The columns that are referred to, or their table alone; empty after a mistake. */
    Optional<ColumnList> parent(YamlNode node) {
        return node instanceof Text(var table, var place) && table.indexOf('.') < 0 && Identifiers.isIdentifier(table)
                ? Optional.of(new ColumnList(table, List.of(), place))
                : columns(node, PARENT);
    }

    private Optional<ColumnList> columns(YamlNode node, String expected) {
        var items = node instanceof Sequence ? values.items(node, expected) : Optional.of(List.of(node));
        return items.flatMap(nodes -> {
            var parts = nodes.stream().map(item -> column(item, expected)).toList();
            return parts.stream().allMatch(Optional::isPresent)
                    ? join(parts.stream().flatMap(Optional::stream).toList(), node)
                    : Optional.empty();
        });
    }

    private Optional<ColumnList> column(YamlNode node, String expected) {
        if (node instanceof Text(var text, var place)) {
            var names = DOT.split(text, -1);
            if (names.length == 2 && Identifiers.isIdentifier(names[0]) && Identifiers.isIdentifier(names[1])) {
                return Optional.of(new ColumnList(names[0], List.of(names[1]), place));
            }
        }
        values.wrong(node, expected);
        return Optional.empty();
    }

    private Optional<ColumnList> join(List<ColumnList> parts, YamlNode node) {
        var before = values.mistakes().count();
        var table = parts.getFirst().table();
        var columns = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var part : parts) {
            if (!part.table().equals(table)) {
                values.mistake(
                        part.place(),
                        "expected another column of %s, found %s of another table"
                                .formatted(table, Quote.of(part.toString())));
            } else if (!seen.add(part.columns().getFirst().toLowerCase(Locale.ROOT))) {
                values.mistake(part.place(), "%s stands twice in one reference".formatted(Quote.of(part.toString())));
            }
            columns.addAll(part.columns());
        }
        return values.mistakes().count() == before
                ? Optional.of(new ColumnList(table, columns, node.place()))
                : Optional.empty();
    }
}
