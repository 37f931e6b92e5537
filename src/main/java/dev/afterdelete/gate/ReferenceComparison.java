package dev.afterdelete.gate;

import dev.afterdelete.gate.Difference.Kind;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.live.Collations;
import dev.afterdelete.live.ColumnType;
import dev.afterdelete.live.LiveColumn;

/**
 * Holds the columns of one reference against those that they refer to: a reference that matches rows of other parents,
 * or that several rows answer to.
 */
final class ReferenceComparison {
    private final FoundRelation found;
    private final Differences differences;

    ReferenceComparison(FoundRelation found, Differences differences) {
        this.found = found;
        this.differences = differences;
    }

    void compare() {
        var relation = found.relation();
        var types = relation.reference().types();
        for (var place = 0; place < types.size(); place++) {
            column(relation.columns().get(place), relation.parentColumns().get(place), types.get(place));
        }
        relation.reference()
                .besides()
                .ifPresent(shard -> column(
                        shard.column().name(),
                        shard.parentColumn().name(),
                        shard.parentColumn().type()));
        referredUnique();
    }

    private void column(String name, String parentName, KeyType declared) {
        var own = found.child().find(name);
        if (own.isEmpty()) {
            var purpose = "its reference to " + found.relation().parent().name();
            differences.missing(found.declared(), found.child(), name, purpose);
            return;
        }
        differences.lookedUp(found.declared(), found.child(), name);
        found.parent()
                .find(parentName)
                .ifPresentOrElse(above -> compare(own.get(), above), () -> declaredType(own.get(), declared));
    }

    private void declaredType(LiveColumn own, KeyType declared) {
        if (!own.type().compares(declared)) {
            mismatch(
                    own,
                    "what it refers to is declared as " + declared.word(),
                    "declare the type that both columns have");
        }
    }

    /** The parent's own type counts: where it is not the declared one, that is said of the parent. */
    private void compare(LiveColumn own, LiveColumn above) {
        var type = own.type().keyType();
        if (type.isEmpty() || !type.equals(above.type().keyType())) {
            mismatch(
                    own,
                    "%s is %s".formatted(found.parent().named(above.name()), above.type()),
                    Sql.modify(found.child().name(), own, above.type()));
        } else if (isWider(own.type(), above.type())) {
            collation(own, above);
        }
    }

    private void mismatch(LiveColumn own, String expected, String remedy) {
        add(
                Kind.REFERENCE_TYPE_MISMATCH,
                own,
                "is %s, and %s: MySQL would convert, and match rows that nobody meant".formatted(own.type(), expected),
                remedy);
    }

    private static boolean isWider(ColumnType own, ColumnType above) {
        return own.collation().isPresent()
                && above.collation().isPresent()
                && Collations.isWider(own.collation().get(), above.collation().get());
    }

    private void collation(LiveColumn own, LiveColumn above) {
        add(
                Kind.REFERENCE_COLLATION_WIDER,
                own,
                "compares by %s, and %s by %s: a child could go with a parent that is not its own"
                        .formatted(
                                own.type().collation().orElseThrow(),
                                found.parent().named(above.name()),
                                above.type().collation().orElseThrow()),
                Sql.modify(found.child().name(), own, above.type()));
    }

    private void referredUnique() {
        var relation = found.relation();
        var referred = relation.parentColumns();
        if (!found.parent().hasAll(referred)
                || referred.equals(relation.parent().keyColumns())
                || found.parent().isUnique(relation.parent().onShard(referred))) {
            return;
        }
        differences.add(
                Kind.KEY_NOT_UNIQUE,
                found.declared(),
                found.parent().named(String.join(",", referred)),
                "%s refers to %s of %s, which no unique index holds: one row's children could be another's too"
                        .formatted(
                                relation.name(),
                                String.join(", ", referred),
                                found.parent().name()),
                "refer to columns that are unique, or: CREATE UNIQUE INDEX %s ON %s (%s);"
                        .formatted(
                                Sql.name(String.join("_", referred)),
                                Sql.name(found.parent().name()),
                                Sql.names(referred)));
    }

    private void add(Kind kind, LiveColumn own, String predicate, String remedy) {
        var named = found.child().named(own.name());
        differences.add(kind, found.declared(), named, named + " " + predicate, remedy);
    }
}
