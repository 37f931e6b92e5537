package dev.afterdelete.wire.declaration;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.wire.yaml.YamlNode;
import dev.afterdelete.wire.yaml.YamlNode.Mapping;
import dev.afterdelete.wire.yaml.YamlNode.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Reads the {@code relations} of a declaration. */
public final class RelationReader {
    private static final Vocabulary WORDS = new Vocabulary(
            "a relation",
            List.of("child", "parent", "where", "onDelete"),
            List.of("onUpdate", "copies", "default", "none"));
    private static final List<String> LATER_ACTIONS =
            List.of("set_null", "set_default", "restrict", "no_action", "do_nothing");
    private static final SequencedMap<String, OnDelete> ACTIONS = new LinkedHashMap<>();

    static {
        ACTIONS.put("cascade", OnDelete.CASCADE);
    }

    private final Values values;
    private final ReferenceReader references;
    private final RelationChecks checks;

    /** Takes the tables of the relations from {@code catalogue}, where they must be declared already. */
    public RelationReader(Values values, Catalogue catalogue) {
        this.values = values;
        this.references = new ReferenceReader(values);
        this.checks = new RelationChecks(values, catalogue);
    }

    /** The relations in which there is no mistake, in declared order. */
    public List<Relation> readAll(YamlNode node) {
        var sketches = values.items(node, "a list of at least one relation").orElse(List.of()).stream()
                .flatMap(item -> values.mapping(item, "the map of a relation").stream())
                .map(this::sketch)
                .toList();
        return checks.relations(sketches);
    }

    private RelationSketch sketch(Mapping mapping) {
        var fields = Fields.of(mapping, WORDS, values.mistakes());
        var child = fields.require("child", "TABLE.COLUMN").flatMap(references::child);
        return new RelationSketch(
                mapping.place(),
                child,
                fields.require("parent", "TABLE or TABLE.COLUMN").flatMap(references::parent),
                fields.find("where").map(node -> where(node, child)).orElse(Optional.of(List.of())),
                fields.require("onDelete", String.join(" or ", ACTIONS.sequencedKeySet()))
                        .flatMap(this::onDelete));
    }

    private Optional<OnDelete> onDelete(YamlNode node) {
        // { set_null: [columns] }
        var word = node instanceof Mapping(var entries, var _)
                        && entries.size() == 1
                        && entries.getFirst().key() instanceof Text action
                        && LATER_ACTIONS.contains(action.value())
                ? action
                : node;
        return values.word(word, ACTIONS, LATER_ACTIONS);
    }

    private Optional<List<Constant>> where(YamlNode node, Optional<Reference> child) {
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
        var constant = Constants.read(value, "a text or a whole number", values);
        return name.flatMap(known -> constant.map(equal -> new Constant(known, equal)));
    }

    private static String lowerCase(String column) {
        return column.toLowerCase(Locale.ROOT);
    }
}
