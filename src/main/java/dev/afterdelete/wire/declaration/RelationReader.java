package dev.afterdelete.wire.declaration;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.wire.declaration.RelationSketch.Written;
import dev.afterdelete.wire.yaml.YamlNode;
import dev.afterdelete.wire.yaml.YamlNode.Mapping;
import dev.afterdelete.wire.yaml.YamlNode.Sequence;
import dev.afterdelete.wire.yaml.YamlNode.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code relations} of a declaration. */
public final class RelationReader {
    private static final Vocabulary WORDS = Vocabulary.of(
            "a relation", "child", "parent", "where", "none", "onDelete", "default", "onUpdate", "copies");
    private static final String CONSTANT = "a text or a whole number";

    private final Values values;
    private final ReferenceReader references;
    private final ActionReader actions;
    private final RelationChecks checks;

    /** Takes the tables of the relations from {@code catalogue}, where they must be declared already. */
    public RelationReader(Values values, Catalogue catalogue) {
        this.values = values;
        this.references = new ReferenceReader(values);
        this.actions = new ActionReader(values);
        this.checks = new RelationChecks(values, catalogue);
    }

    /** The relations in which there is no mistake, in declared order, each with its place. */
    public List<ReadRelation> readAll(YamlNode node) {
        var sketches = values.items(node, "a list of at least one relation").orElse(List.of()).stream()
                .flatMap(item -> values.mapping(item, "the map of a relation").stream())
                .map(this::sketch)
                .toList();
        return checks.relations(sketches);
    }

    private RelationSketch sketch(Mapping mapping) {
        var fields = Fields.of(mapping, WORDS, values.mistakes());
        var child = fields.require("child", "TABLE.COLUMN").flatMap(references::child);
        var parent = fields.require("parent", "TABLE or TABLE.COLUMN").flatMap(references::parent);
        return new RelationSketch(
                mapping.place(),
                new RelationSketch.Columns(child, parent),
                new RelationSketch.Condition(
                        fields.find("where").map(node -> where(node, child)).orElse(Optional.of(List.of())),
                        fields.find("none").map(this::none).orElse(Optional.of(List.of()))),
                new RelationSketch.Actions(
                        fields.require("onDelete", ActionReader.words()).flatMap(actions::onDelete),
                        fields.find("onUpdate").flatMap(actions::onUpdate),
                        fields.find("default"),
                        fields.find("copies").map(this::copies).orElse(Optional.of(List.of()))));
    }

    private Optional<List<Constant>> where(YamlNode node, Optional<ColumnList> child) {
        var before = values.mistakes().count();
        var constants = new ArrayList<Constant>();
        if (node instanceof Mapping mapping && !mapping.entries().isEmpty()) {
            var columns = new HashSet<String>();
            child.ifPresent(reference -> reference.columns().forEach(column -> columns.add(lowerCase(column))));
            Fields.distinct(mapping, "the name of a column", values)
                    .forEach((column, value) -> constant(column, value, columns).ifPresent(constants::add));
        } else {
            values.wrong(node, "a map of at least one column and its value");
        }
        return values.mistakes().count() == before ? Optional.of(constants) : Optional.empty();
    }

    private Optional<Constant> constant(Text column, YamlNode value, Set<String> taken) {
        if (!taken.add(lowerCase(column.value()))) {
            values.wrong(column, "a column that is neither part of the reference nor named before");
        }
        var name = values.identifier(column, "the name of a column");
        var constant = Constants.read(value, CONSTANT, values);
        return name.flatMap(known -> constant.map(equal -> new Constant(known, equal)));
    }

    private Optional<List<Written<KeyValue>>> none(YamlNode node) {
        var before = values.mistakes().count();
        var items = node instanceof Sequence ? values.items(node, "a list of values") : Optional.of(List.of(node));
        var none = items.orElse(List.of()).stream()
                .flatMap(item ->
                        Constants.read(item, CONSTANT, values)
                                .map(value -> new Written<>(value, item.place()))
                                .stream())
                .toList();
        return values.mistakes().count() == before ? Optional.of(none) : Optional.empty();
    }

    private Optional<List<Written<Relation.Copy>>> copies(YamlNode node) {
        var before = values.mistakes().count();
        var copies = new ArrayList<Written<Relation.Copy>>();
        if (node instanceof Mapping mapping && !mapping.entries().isEmpty()) {
            Fields.distinct(mapping, "the name of a column", values).forEach((column, from) -> {
                var name = values.identifier(column, "a column of the child");
                var parentColumn = values.identifier(from, "a column of the parent");
                name.flatMap(known -> parentColumn.map(source -> new Relation.Copy(known, source)))
                        .ifPresent(copy -> copies.add(new Written<>(copy, column.place())));
            });
        } else {
            values.wrong(node, "a map of at least one child column and the parent column that it repeats");
        }
        return values.mistakes().count() == before ? Optional.of(copies) : Optional.empty();
    }

    private static String lowerCase(String column) {
        return column.toLowerCase(Locale.ROOT);
    }
}
