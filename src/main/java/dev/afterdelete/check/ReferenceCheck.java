package dev.afterdelete.check;

import dev.afterdelete.gate.Sql;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.live.Collations;
import dev.afterdelete.live.ColumnType;
import dev.afterdelete.live.LiveColumn;
import dev.afterdelete.live.LiveTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks what of a reference works at a price. */
final class ReferenceCheck {
    private final Declared.Pair pair;
    private final Relation relation;
    private final List<Finding> findings = new ArrayList<>();

    ReferenceCheck(Declared.Pair pair) {
        this.pair = pair;
        this.relation = pair.read().relation();
    }

    List<Finding> findings() {
        for (var place = 0; place < relation.columns().size(); place++) {
            column(relation.columns().get(place), relation.parentColumns().get(place));
        }
        relation.reference()
                .besides()
                .ifPresent(shard ->
                        column(shard.column().name(), shard.parentColumn().name()));
        return findings;
    }

    private void column(String name, String parentName) {
        pair.child()
                .find(name)
                .ifPresent(child -> pair.parent()
                        .find(parentName)
                        .filter(parent ->
                                child.type().keyType().equals(parent.type().keyType()))
                        .ifPresent(parent -> {
                            size(child, parent);
                            collation(child, parent);
                        }));
    }

    private void size(LiveColumn child, LiveColumn parent) {
        if (child.type().isInteger()
                ? isSame(child.type(), parent.type())
                : isSameLength(child.type(), parent.type())) {
            return;
        }
        var narrower = isNarrower(child.type(), parent.type())
                ? "some keys of %s do not fit".formatted(pair.parent().name())
                : "it works, and nobody meant it";
        add(
                FindingCode.REFERENCE_TYPE_DIFFERS,
                child,
                "%s is %s, and %s is %s: %s"
                        .formatted(
                                named(pair.child(), child),
                                child.type(),
                                named(pair.parent(), parent),
                                parent.type(),
                                narrower),
                modify(child, parent));
    }

    private static boolean isSame(ColumnType child, ColumnType parent) {
        return child.bits() == parent.bits() && child.isUnsigned() == parent.isUnsigned();
    }

    private static boolean isSameLength(ColumnType child, ColumnType parent) {
        return child.maxLength().equals(parent.maxLength()) && child.dataType().equals(parent.dataType());
    }

    private static boolean isNarrower(ColumnType child, ColumnType parent) {
        if (child.isInteger()) {
            return usable(child) < usable(parent) || (child.isUnsigned() && !parent.isUnsigned());
        }
        var length = child.maxLength();
        return length.isPresent() && length.getAsLong() < orMost(parent.maxLength());
    }

    private static int usable(ColumnType type) {
        return type.isUnsigned() ? type.bits() : type.bits() - 1;
    }

    private static long orMost(OptionalLong length) {
        return length.orElse(Long.MAX_VALUE);
    }

    private void collation(LiveColumn child, LiveColumn parent) {
        var own = child.type().collation().orElse("");
        var above = parent.type().collation().orElse("");
        if (own.equals(above) || Collations.isWider(own, above)) {
            return;
        }
        add(
                FindingCode.REFERENCE_COLLATION_DIFFERS,
                child,
                "%s compares by %s, and %s by %s: a child whose spelling differs would stay"
                        .formatted(named(pair.child(), child), own, named(pair.parent(), parent), above),
                modify(child, parent));
    }

    private String modify(LiveColumn child, LiveColumn parent) {
        return Sql.modify(pair.child().name(), child, parent.type());
    }

    private void add(FindingCode code, LiveColumn child, String message, String remedy) {
        findings.add(new Finding(
                code, named(pair.child(), child), Optional.of(pair.read().place()), message, remedy));
    }

    private static String named(LiveTable table, LiveColumn column) {
        return table.name() + "." + column.name();
    }
}
