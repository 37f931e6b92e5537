package dev.afterdelete.wire;

import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.declaration.ActionReader;
import dev.afterdelete.wire.declaration.Catalogue;
import dev.afterdelete.wire.declaration.Fields;
import dev.afterdelete.wire.declaration.ReadRelation;
import dev.afterdelete.wire.declaration.RelationReader;
import dev.afterdelete.wire.declaration.TableReader;
import dev.afterdelete.wire.declaration.Values;
import dev.afterdelete.wire.declaration.Vocabulary;
import dev.afterdelete.wire.yaml.Mistakes;
import dev.afterdelete.wire.yaml.Place;
import dev.afterdelete.wire.yaml.YamlNode;
import dev.afterdelete.wire.yaml.YamlNode.Whole;
import dev.afterdelete.wire.yaml.YamlReader;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Reads declarations, the {@code relations.yaml} of a database. What is not in the grammar is refused, and every
 * mistake is reported at once.
 */
public final class RelationsReader {
    private static final Vocabulary WORDS = Vocabulary.of("a declaration", "version", "default", "tables", "relations");

    private final Mistakes mistakes = new Mistakes();
    private final Values values = new Values(mistakes);
    private final Catalogue catalogue = new Catalogue();

    private RelationsReader() {}

    /**
     * Reads a declaration.
     *
     * @param yaml the text
     * @param sourceName what the text is called in the report: the name of its file
     * @return tables in declared order, then those that appear in relations only, with the default key
     * @throws DeclarationException when there is any mistake in it, or anything is left undecided
     */
    public static RelationGraph read(String yaml, String sourceName) {
        var draft = readDraft(yaml, sourceName);
        var mistakes = new Mistakes();
        draft.undecided()
                .forEach((relation, place) -> mistakes.add(
                        place,
                        "onDelete of %s is undecided: a person has to choose %s"
                                .formatted(relation.name(), ActionReader.words())));
        if (mistakes.count() > 0) {
            throw new DeclarationException(sourceName, mistakes.inOrder());
        }
        return draft.graph();
    }

    /**
     * Reads a declaration in which something may be left undecided.
     *
     * @param yaml the text
     * @param sourceName what the text is called in the report: the name of its file
     * @throws DeclarationException when there is any mistake in it
     */
    public static Draft readDraft(String yaml, String sourceName) {
        var reader = new RelationsReader();
        var draft = reader.declaration(yaml);
        if (reader.mistakes.count() > 0) {
            throw new DeclarationException(sourceName, reader.mistakes.inOrder());
        }
        return draft.orElseThrow();
    }

    private Optional<Draft> declaration(String yaml) {
        var root = YamlReader.read(yaml, mistakes);
        if (root.isEmpty() && mistakes.count() == 0) {
            mistakes.add(Place.START, "the declaration is empty; expected version, tables and relations");
        }
        return root.flatMap(node -> values.mapping(node, "the map of a declaration"))
                .map(mapping -> Fields.of(mapping, WORDS, mistakes))
                .flatMap(this::draft);
    }

    private Optional<Draft> draft(Fields fields) {
        fields.require("version", "1").ifPresent(this::version);
        fields.find("tables").ifPresent(node -> new TableReader(values, catalogue).readAll(node));
        var relations = fields.require("relations", "a list of at least one relation")
                .map(node -> new RelationReader(values, catalogue).readAll(node))
                .orElse(List.of());
        var defaultTable = fields.find("default").flatMap(this::defaultTable);
        return mistakes.count() == 0 ? Optional.of(draft(defaultTable, relations)) : Optional.empty();
    }

    private Draft draft(Optional<Table> defaultTable, List<ReadRelation> relations) {
        var graph = new RelationGraph(
                catalogue.tables(),
                defaultTable,
                relations.stream().map(ReadRelation::relation).toList());
        return new Draft(graph, catalogue.places(), relations);
    }

    private void version(YamlNode node) {
        if (!(node instanceof Whole(var number, var _) && number.equals(BigInteger.ONE))) {
            values.wrong(node, "version 1, the only one that this version of Afterdelete reads");
        }
    }

    private Optional<Table> defaultTable(YamlNode node) {
        var name = values.identifier(node, "the name of a table");
        name.filter(unknown -> !catalogue.names().contains(unknown))
                .ifPresent(unknown -> mistakes.add(
                        node.place(),
                        "the default %s is not declared%s"
                                .formatted(Quote.of(unknown), Spelling.hint(unknown, catalogue.names()))));
        return name.flatMap(catalogue::find);
    }
}
