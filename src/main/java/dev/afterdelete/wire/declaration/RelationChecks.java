package dev.afterdelete.wire.declaration;

import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.yaml.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds relations against their tables and against each other. */
final class RelationChecks {
    private final Values values;
    private final Catalogue catalogue;

    RelationChecks(Values values, Catalogue catalogue) {
        this.values = values;
        this.catalogue = catalogue;
    }

    /** The relations of those sketches that are complete and fit. */
    List<Relation> relations(List<RelationSketch> sketches) {
        sketches.forEach(sketch -> {
            sketch.child().ifPresent(child -> catalogue.refer(child.table()));
            sketch.parent().ifPresent(parent -> catalogue.refer(parent.table()));
        });
        refuseTwice(sketches);
        refuseCycles(sketches);
        return sketches.stream().flatMap(sketch -> relation(sketch).stream()).toList();
    }

    private void refuseTwice(List<RelationSketch> sketches) {
        var first = new HashMap<Identity, Place>();
        for (var sketch : sketches) {
            var identity = sketch.child().flatMap(child -> sketch.where().map(where -> Identity.of(child, where)));
            identity.map(same -> first.putIfAbsent(same, sketch.place()))
                    .ifPresent(place -> values.mistake(
                            sketch.place(),
                            "%s is declared already at line %d"
                                    .formatted(sketch.child().orElseThrow(), place.line())));
        }
    }

    private void refuseCycles(List<RelationSketch> sketches) {
        var parents = new ReferencePaths();
        for (var sketch : sketches) {
            if (sketch.child().isEmpty() || sketch.parent().isEmpty()) {
                continue;
            }
            var child = sketch.child().get();
            var parent = sketch.parent().get();
            parents.add(child.table(), parent.table())
                    .ifPresent(cycle -> values.mistake(
                            parent.place(),
                            "a cycle of references" + Vocabulary.NOT_YET + ": " + String.join(" -> ", cycle)));
        }
    }

    private Optional<Relation> relation(RelationSketch sketch) {
        var child = sketch.child();
        var parent = sketch.parent();
        if (child.isEmpty() || parent.isEmpty()) {
            return Optional.empty();
        }
        var childTable = catalogue.refer(child.get().table());
        var parentTable = catalogue.refer(parent.get().table());
        var columns = parentTable.flatMap(table -> columnsInKeyOrder(child.get(), parent.get(), table));
        if (childTable.isEmpty()
                || columns.isEmpty()
                || sketch.where().isEmpty()
                || sketch.onDelete().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Relation(
                childTable.get(),
                columns.get(),
                parentTable.orElseThrow(),
                sketch.where().get(),
                sketch.onDelete().get()));
    }

    private Optional<List<String>> columnsInKeyOrder(Reference child, Reference parent, Table table) {
        var key = table.keyColumns();
        var named = parent.columns().isEmpty() ? key : parent.columns();
        if (!Set.copyOf(named).equals(Set.copyOf(key))) {
            values.mistake(parent.place(), notTheKey(parent, table));
            return Optional.empty();
        }
        if (child.columns().size() != key.size()) {
            values.mistake(
                    child.place(),
                    "expected one column for each of %s, the key of %s, found %d"
                            .formatted(
                                    String.join(", ", key),
                                    table.name(),
                                    child.columns().size()));
            return Optional.empty();
        }
        return Optional.of(key.stream()
                .map(column -> child.columns().get(named.indexOf(column)))
                .toList());
    }

    private static String notTheKey(Reference parent, Table table) {
        var misspelt = parent.columns().stream()
                .filter(column -> !table.keyColumns().contains(column))
                .findFirst()
                .map(column -> Spelling.hint(column, table.keyColumns()))
                .orElse("");
        return "a reference to anything but the key%s: expected %s, the key of %s, found %s%s"
                .formatted(
                        Vocabulary.NOT_YET,
                        String.join(", ", table.keyColumns()),
                        table.name(),
                        Quote.of(String.join(", ", parent.columns())),
                        misspelt);
    }

    /** What makes two relations the same: in MySQL, the names of columns do not differ by case. */
    private record Identity(String table, Set<String> columns, Map<String, Object> where) {
        static Identity of(Reference child, List<Constant> where) {
            return new Identity(
                    child.table(),
                    child.columns().stream().map(Identity::name).collect(Collectors.toSet()),
                    where.stream().collect(Collectors.toMap(same -> name(same.column()), Constant::value)));
        }

        private static String name(String column) {
            return column.toLowerCase(Locale.ROOT);
        }
    }
}
