package dev.afterdelete.wire.declaration;

import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Reference;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.yaml.Place;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Holds relations against their tables and against each other. */
final class RelationChecks {
    private final Values values;
    private final Catalogue catalogue;
    private final ActionChecks actions;
    private final ShardChecks shards;
    private final ColumnChecks columns;

    RelationChecks(Values values, Catalogue catalogue) {
        this.values = values;
        this.catalogue = catalogue;
        this.actions = new ActionChecks(values);
        this.shards = new ShardChecks(values);
        this.columns = new ColumnChecks(values);
    }

    /** The relations of those sketches that are complete and fit. */
    List<ReadRelation> relations(List<RelationSketch> sketches) {
        sketches.forEach(sketch -> {
            sketch.child().ifPresent(child -> catalogue.refer(child.table()));
            sketch.parent().ifPresent(parent -> catalogue.refer(parent.table()));
        });
        sketches.forEach(sketch -> actions.pairDefault(sketch.actions()));
        refuseTwice(sketches);
        refuseAlike(sketches);
        var before = values.mistakes().count();
        var relations =
                sketches.stream().flatMap(sketch -> relation(sketch).stream()).toList();
        if (values.mistakes().count() == before) {
            shards.requireAlike(catalogue, relations);
            columns.requireOnePurpose(catalogue, sketches, relations);
        }
        return relations;
    }

    private void refuseTwice(List<RelationSketch> sketches) {
        var first = new HashMap<Identity, Place>();
        for (var sketch : sketches) {
            identity(sketch)
                    .map(same -> first.putIfAbsent(same, sketch.place()))
                    .ifPresent(place -> values.mistake(
                            sketch.place(),
                            "%s is declared already at line %d"
                                    .formatted(sketch.child().orElseThrow(), place.line())));
        }
    }

    /** Most collations take such constants for one: the same rows would go by one relation and be kept by the other. */
    private void refuseAlike(List<RelationSketch> sketches) {
        var first = new HashMap<Identity, RelationSketch>();
        for (var sketch : sketches) {
            var exact = identity(sketch);
            exact.map(Identity::folded)
                    .map(alike -> first.putIfAbsent(alike, sketch))
                    .filter(other -> !identity(other).equals(exact) && !isSameAction(other, sketch))
                    .ifPresent(other -> values.mistake(
                            sketch.place(),
                            "%s differs from the one at line %d only by case or accents in its where, and asks for another action; most collations tell no such texts apart"
                                    .formatted(
                                            sketch.child().orElseThrow(),
                                            other.place().line())));
        }
    }

    private static boolean isSameAction(RelationSketch one, RelationSketch other) {
        return one.actions()
                        .onDelete()
                        .map(ActionSketch::words)
                        .equals(other.actions().onDelete().map(ActionSketch::words))
                && one.actions()
                        .onUpdate()
                        .map(RelationSketch.Written::value)
                        .equals(other.actions().onUpdate().map(RelationSketch.Written::value));
    }

    private Optional<ReadRelation> relation(RelationSketch sketch) {
        var reference = reference(sketch);
        var where = sketch.condition().where();
        if (reference.isEmpty() || where.isEmpty()) {
            return Optional.empty();
        }
        var none = actions.none(reference.get(), sketch.condition().none());
        var onDelete = actions.onDelete(reference.get(), sketch.actions());
        var onUpdate = actions.onUpdate(reference.get(), sketch.actions().onUpdate());
        var copies =
                actions.copies(reference.get(), where.get(), sketch.actions().copies());
        if (none.isEmpty()
                || onDelete.isEmpty()
                || copies.isEmpty()
                || !shards.staysOnShard(reference.get(), sketch)
                || !shards.leavesShard(reference.get(), onDelete.get(), onUpdate, copies.get(), sketch)) {
            return Optional.empty();
        }
        var undecided = sketch.actions().onDelete().filter(ActionSketch.Undecided.class::isInstance);
        return Optional.of(new ReadRelation(
                new Relation(
                        reference.get(),
                        new Relation.Condition(where.get(), none.get()),
                        onDelete.get(),
                        onUpdate,
                        copies.get()),
                sketch.place(),
                undecided.map(ActionSketch::place)));
    }

    private Optional<Reference> reference(RelationSketch sketch) {
        if (sketch.child().isEmpty() || sketch.parent().isEmpty()) {
            return Optional.empty();
        }
        var child = sketch.child().get();
        var parent = sketch.parent().get();
        var childTable = catalogue.refer(child.table());
        var parentTable = catalogue.refer(parent.table());
        if (childTable.isEmpty() || parentTable.isEmpty() || !fits(child, parent, parentTable.get())) {
            return Optional.empty();
        }
        return Optional.of(
                ordered(childTable.get(), child.columns(), parentTable.get(), referred(parent, parentTable.get())));
    }

    private boolean fits(ColumnList child, ColumnList parent, Table table) {
        var before = values.mistakes().count();
        var referred = referred(parent, table);
        var known = table.columns().stream().map(column -> column.name()).toList();
        referred.stream()
                .filter(column -> !known.contains(column))
                .forEach(column -> values.mistake(parent.place(), undeclared(table, column, known)));
        if (child.columns().size() != referred.size()) {
            values.mistake(
                    child.place(),
                    "expected one column for each of %s of %s, found %d"
                            .formatted(
                                    String.join(", ", referred),
                                    table.name(),
                                    child.columns().size()));
        }
        return values.mistakes().count() == before;
    }

    private static List<String> referred(ColumnList parent, Table table) {
        return parent.columns().isEmpty() ? table.keyColumns() : parent.columns();
    }

    /** A reference to the whole key has its columns in the key's order, in whatever order they were written. */
    private static Reference ordered(Table child, List<String> columns, Table parent, List<String> referred) {
        var key = parent.keyColumns();
        if (!Set.copyOf(referred).equals(Set.copyOf(key))) {
            return new Reference(child, columns, parent, referred);
        }
        return new Reference(
                child,
                key.stream()
                        .map(column -> columns.get(referred.indexOf(column)))
                        .toList(),
                parent,
                key);
    }

    private static String undeclared(Table table, String column, List<String> known) {
        var hint = Spelling.hint(column, known);
        var advice =
                "; a column that is unique beside the key is declared at the table, as in unique: { column: %s, type: string }"
                        .formatted(column);
        return "%s is not the key of %s (%s)%s"
                .formatted(
                        Quote.of(column),
                        table.name(),
                        String.join(", ", table.keyColumns()),
                        hint.isEmpty() ? advice : hint);
    }

    /** Empty where a part of the sketch is mistaken, or does not fit. */
    private Optional<Identity> identity(RelationSketch sketch) {
        return sketch.child()
                .flatMap(child -> sketch.parent()
                        .flatMap(parent -> sketch.condition()
                                .where()
                                .flatMap(where -> catalogue
                                        .refer(parent.table())
                                        .map(table -> referred(parent, table))
                                        .filter(referred -> referred.size()
                                                == child.columns().size())
                                        .map(referred -> Identity.of(child, parent.table(), referred, where)))));
    }

    /** What makes two relations the same: in MySQL, the names of columns do not differ by case. */
    private record Identity(String table, Map<String, String> columns, String parent, Map<String, KeyValue> where) {
        private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

        static Identity of(ColumnList child, String parent, List<String> referred, List<Constant> where) {
            return new Identity(
                    child.table(),
                    IntStream.range(0, referred.size())
                            .boxed()
                            .collect(Collectors.toMap(
                                    place -> name(child.columns().get(place)), place -> name(referred.get(place)))),
                    parent,
                    where.stream().collect(Collectors.toMap(same -> name(same.column()), Constant::value)));
        }

        /** With constants as the most generous collation takes them: without case and accents. */
        Identity folded() {
            return new Identity(
                    table,
                    columns,
                    parent,
                    where.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, same -> folded(same.getValue()))));
        }

        private static KeyValue folded(KeyValue value) {
            return value instanceof KeyValue.StringValue(var text)
                    ? new KeyValue.StringValue(ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                            .replaceAll("")
                            .toLowerCase(Locale.ROOT)
                            .stripTrailing())
                    : value;
        }

        private static String name(String column) {
            return column.toLowerCase(Locale.ROOT);
        }
    }
}
