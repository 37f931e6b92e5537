package dev.afterdelete.wire.declaration;

import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnUpdate;
import dev.afterdelete.graph.Reference;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.wire.declaration.RelationSketch.Written;
import dev.afterdelete.wire.yaml.Place;
import dev.afterdelete.wire.yaml.YamlNode;
import dev.afterdelete.wire.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Holds what a relation asks for against the columns of its reference. */
final class ActionChecks {
    private final Values values;

    ActionChecks(Values values) {
        this.values = values;
    }

    /** Notes a default without {@code set_default}, and the other way round. */
    void pairDefault(RelationSketch.Actions actions) {
        var isDefault = actions.onDelete().map(ActionSketch.Default.class::isInstance);
        actions.defaultValue()
                .filter(_ -> isDefault.equals(Optional.of(false)))
                .ifPresent(node -> values.mistake(node.place(), "default goes with onDelete: set_default only"));
        actions.onDelete()
                .filter(action -> action instanceof ActionSketch.Default
                        && actions.defaultValue().isEmpty())
                .ifPresent(action ->
                        values.mistake(action.place(), "set_default needs default: the value that the reference gets"));
    }

    /** What happens when the parent row goes; nothing, where that is undecided; empty after a mistake. */
    Optional<OnDelete> onDelete(Reference reference, RelationSketch.Actions actions) {
        return actions.onDelete().flatMap(written -> switch (written) {
            case ActionSketch.Plain(var plain, var _) -> Optional.of(plain);
            case ActionSketch.Undecided _ -> Optional.of(new OnDelete.DoNothing());
            case ActionSketch.Nulls(var columns, var place) -> nulls(reference, columns, place);
            case ActionSketch.Default _ -> actions.defaultValue().flatMap(node -> defaults(reference, node));
        });
    }

    /** What happens when the parent's columns change; empty where nothing is said, and after a mistake. */
    Optional<OnUpdate> onUpdate(Reference reference, Optional<Written<OnUpdate>> action) {
        action.filter(written -> written.value() == OnUpdate.SET_NULL)
                .ifPresent(written -> refuseKey(reference, reference.columns(), written.place()));
        return action.map(Written::value);
    }

    /** Values that mean "no reference", each of the type of some column of it; empty after a mistake. */
    Optional<List<KeyValue>> none(Reference reference, Optional<List<Written<KeyValue>>> none) {
        return none.flatMap(written -> {
            var before = values.mistakes().count();
            var fitting = new ArrayList<KeyValue>();
            var once = new HashSet<KeyValue>();
            for (var value : written) {
                if (!once.add(value.value())) {
                    values.mistake(value.place(), "this value stands here already");
                }
                var typed = reference.types().stream()
                        .flatMap(type -> ofType(value.value(), type).stream())
                        .findFirst();
                typed.ifPresentOrElse(
                        fitting::add,
                        () -> values.mistake(
                                value.place(), "no column of %s has the type of this value".formatted(reference)));
            }
            return values.mistakes().count() == before ? Optional.of(fitting) : Optional.empty();
        });
    }

    /** Columns that the child repeats: none of those that say whose child it is; empty after a mistake. */
    Optional<List<Relation.Copy>> copies(
            Reference reference, List<Constant> where, Optional<List<Written<Relation.Copy>>> copies) {
        return copies.flatMap(written -> {
            var before = values.mistakes().count();
            var once = new HashSet<String>();
            for (var copy : written) {
                var column = copy.value().column();
                if (!once.add(column.toLowerCase(Locale.ROOT))) {
                    values.mistake(copy.place(), "%s stands here already".formatted(Quote.of(column)));
                }
                if (saysWhose(column, reference, where)) {
                    values.mistake(
                            copy.place(),
                            "%s is part of the reference, its where or the key of %s; a copy is another column"
                                    .formatted(
                                            Quote.of(column), reference.child().name()));
                }
            }
            return values.mistakes().count() == before
                    ? Optional.of(written.stream().map(Written::value).toList())
                    : Optional.empty();
        });
    }

    private static boolean saysWhose(String column, Reference reference, List<Constant> where) {
        return isOneOf(column, reference.columns())
                || isOneOf(column, where.stream().map(Constant::column).toList())
                || isOneOf(column, reference.child().keyColumns());
    }

    private Optional<OnDelete> nulls(Reference reference, List<Written<String>> columns, Place place) {
        var before = values.mistakes().count();
        var once = new HashSet<String>();
        for (var column : columns) {
            if (!reference.columns().contains(column.value())) {
                values.mistake(
                        column.place(),
                        "%s is no column of the reference %s%s"
                                .formatted(
                                        Quote.of(column.value()),
                                        reference,
                                        Spelling.hint(column.value(), reference.columns())));
            } else if (!once.add(column.value())) {
                values.mistake(column.place(), "%s stands here already".formatted(Quote.of(column.value())));
            }
        }
        var named = columns.isEmpty()
                ? reference.columns()
                : columns.stream().map(Written::value).toList();
        refuseKey(reference, named, place);
        return values.mistakes().count() == before ? Optional.of(new OnDelete.SetNull(named)) : Optional.empty();
    }

    /** No column of a key can be NULL. */
    private void refuseKey(Reference reference, List<String> nulls, Place place) {
        nulls.stream()
                .filter(column -> isOneOf(column, reference.child().keyColumns()))
                .findFirst()
                .ifPresent(column -> values.mistake(
                        place,
                        "%s is part of the key of %s and cannot become NULL"
                                .formatted(Quote.of(column), reference.child().name())));
    }

    private Optional<OnDelete> defaults(Reference reference, YamlNode node) {
        var before = values.mistakes().count();
        var constants = new ArrayList<Constant>();
        if (node instanceof Mapping mapping && !mapping.entries().isEmpty()) {
            Fields.distinct(mapping, "the name of a column", values).forEach((column, value) -> {
                if (reference.columns().contains(column.value())) {
                    defaultOf(reference, column.value(), value).ifPresent(constants::add);
                } else {
                    values.wrong(column, "a column of the reference " + reference);
                }
            });
        } else if (reference.columns().size() == 1) {
            defaultOf(reference, reference.columns().getFirst(), node).ifPresent(constants::add);
        } else {
            values.wrong(node, "a map of columns of the reference and their values");
        }
        return values.mistakes().count() == before ? Optional.of(new OnDelete.SetDefault(constants)) : Optional.empty();
    }

    private Optional<Constant> defaultOf(Reference reference, String column, YamlNode node) {
        var type = reference.types().get(reference.columns().indexOf(column));
        var value = Constants.read(node, "a value of type " + type.word(), values);
        var typed = value.flatMap(read -> ofType(read, type));
        if (value.isPresent() && typed.isEmpty()) {
            values.wrong(node, "a value of type %s, as %s refers to".formatted(type.word(), Quote.of(column)));
        }
        return typed.map(known -> new Constant(column, known));
    }

    private static Optional<KeyValue> ofType(KeyValue value, KeyType type) {
        if (value.type() == type) {
            return Optional.of(value);
        }
        return type == KeyType.BINARY && value instanceof KeyValue.StringValue(var text)
                ? binary(text)
                : Optional.empty();
    }

    private static Optional<KeyValue> binary(String text) {
        var hex = text.length() == 36 ? text.replace("-", "") : text;
        var isHex = hex.length() % 2 == 0 && hex.chars().allMatch(digit -> HexFormat.isHexDigit(digit));
        return isHex && hex.equals(hex.toLowerCase(Locale.ROOT))
                ? Optional.of(new KeyValue.BinaryValue(hex))
                : Optional.empty();
    }

    private static boolean isOneOf(String column, List<String> columns) {
        return columns.stream().anyMatch(column::equalsIgnoreCase);
    }
}
