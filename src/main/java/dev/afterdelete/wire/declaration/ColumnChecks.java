package dev.afterdelete.wire.declaration;

import dev.afterdelete.fault.Quote;
import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.yaml.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds the purposes of one column against each other, across all relations of a declaration. */
final class ColumnChecks {
    private static final String OWN_PREFIX = "afterdelete_";

    private final Values values;

    ColumnChecks(Values values) {
        this.values = values;
    }

    /** Notes each column that says one thing and would be written or read as another, and each table that is ours. */
    void requireOnePurpose(Catalogue catalogue, List<RelationSketch> sketches, List<ReadRelation> relations) {
        var read = relations.stream().map(ReadRelation::relation).toList();
        for (var table : catalogue.tables()) {
            var place =
                    ReadRelation.placeOf(table, catalogue.places(), relations).orElse(Place.START);
            own(table, place);
            mark(table, place, read);
        }
        for (var sketch : sketches) {
            sketch.child()
                    .flatMap(child -> catalogue.find(child.table()))
                    .ifPresent(child -> copies(child, sketch, read));
        }
    }

    private void own(Table table, Place place) {
        if (table.name().toLowerCase(Locale.ROOT).startsWith(OWN_PREFIX)) {
            values.mistake(
                    place,
                    "%s is a table of Afterdelete's own, which belongs to no declaration"
                            .formatted(Quote.of(table.name())));
        }
    }

    /** Marking a row as deleted must not make it another parent's child, nor take its children from it. */
    private void mark(Table table, Place place, List<Relation> relations) {
        table.softDelete()
                .map(SoftDelete::column)
                .filter(column -> references(table, relations).anyMatch(column::equalsIgnoreCase))
                .ifPresent(column -> values.mistake(
                        place,
                        "%s marks rows of %s as deleted, and is part of a reference; a mark is a column of its own"
                                .formatted(Quote.of(column), table.name())));
    }

    private void copies(Table child, RelationSketch sketch, List<Relation> relations) {
        for (var copy : sketch.actions().copies().orElse(List.of())) {
            var column = copy.value().column();
            purpose(child, column, relations)
                    .ifPresent(purpose -> values.mistake(
                            copy.place(), "%s %s; a copy is another column".formatted(Quote.of(column), purpose)));
        }
    }

    /** What else a column of {@code child} is there for; empty where it may be a copy. */
    private static Optional<String> purpose(Table child, String column, List<Relation> relations) {
        if (child.softDelete()
                .map(SoftDelete::column)
                .filter(column::equalsIgnoreCase)
                .isPresent()) {
            return Optional.of("marks rows of %s as deleted".formatted(child.name()));
        }
        if (child.createdAt().filter(column::equalsIgnoreCase).isPresent()) {
            return Optional.of("says when rows of %s were created".formatted(child.name()));
        }
        if (child.unique().stream().map(KeyColumn::name).anyMatch(column::equalsIgnoreCase)) {
            return Optional.of("is unique in %s".formatted(child.name()));
        }
        return Stream.concat(references(child, relations), conditions(child, relations))
                        .anyMatch(column::equalsIgnoreCase)
                ? Optional.of("is part of another reference of %s, or of its where".formatted(child.name()))
                : Optional.empty();
    }

    /** The columns by which rows of {@code table} refer to others, and are referred to. */
    private static Stream<String> references(Table table, List<Relation> relations) {
        var own = relations.stream()
                .filter(relation -> relation.child().equals(table))
                .flatMap(relation -> relation.columns().stream());
        var above = relations.stream()
                .filter(relation -> relation.parent().equals(table))
                .flatMap(relation -> relation.parentColumns().stream());
        return Stream.concat(own, above);
    }

    private static Stream<String> conditions(Table table, List<Relation> relations) {
        return relations.stream()
                .filter(relation -> relation.child().equals(table))
                .flatMap(relation -> relation.where().stream())
                .map(Constant::column);
    }
}
