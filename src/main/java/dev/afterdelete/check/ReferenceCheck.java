package dev.afterdelete.check;

import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.live.Collations;
import dev.afterdelete.live.ColumnType;
import dev.afterdelete.live.LiveColumn;
import dev.afterdelete.live.LiveTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Holds the columns of one reference against those that they refer to. */
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
            column(
                    relation.columns().get(place),
                    relation.parentColumns().get(place),
                    relation.reference().types().get(place));
        }
        relation.reference()
                .besides()
                .ifPresent(shard -> column(
                        shard.column().name(),
                        shard.parentColumn().name(),
                        shard.column().type()));
        unique();
        return findings;
    }

    private void column(String name, String parentName, KeyType declared) {
        var column = pair.child().find(name);
        if (column.isEmpty()) {
            findings.add(Declared.unknownColumn(
                    pair.child(),
                    name,
                    Optional.of(pair.read().place()),
                    "its reference to " + pair.parent().name()));
            return;
        }
        var found = column.get();
        pair.parent()
                .find(parentName)
                .ifPresentOrElse(parent -> types(found, parent), () -> declaredType(found, declared));
    }

    private void declaredType(LiveColumn child, KeyType declared) {
        if (!child.type().compares(declared)) {
            mismatch(child, "what it refers to is declared as " + declared.word(), "");
        }
    }

    /** The parent's own type counts: where it is not the declared one, that is said of the parent. */
    private void types(LiveColumn child, LiveColumn parent) {
        if (!child.type().keyType().equals(parent.type().keyType())) {
            mismatch(child, "%s is %s".formatted(named(pair.parent(), parent), parent.type()), modify(child, parent));
            return;
        }
        size(child, parent);
        collation(child, parent);
    }

    private void mismatch(LiveColumn child, String expected, String remedy) {
        add(
                FindingCode.REFERENCE_TYPE_MISMATCH,
                child,
                "%s is %s, and %s: MySQL would convert, and match rows that nobody meant"
                        .formatted(named(pair.child(), child), child.type(), expected),
                remedy.isEmpty() ? "declare the type that both columns have" : remedy);
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
        if (own.equals(above)) {
            return;
        }
        var wider = Collations.isWider(own, above);
        add(
                wider ? FindingCode.REFERENCE_COLLATION_WIDER : FindingCode.REFERENCE_COLLATION_DIFFERS,
                child,
                "%s compares by %s, and %s by %s: %s"
                        .formatted(
                                named(pair.child(), child),
                                own,
                                named(pair.parent(), parent),
                                above,
                                wider
                                        ? "a child could go with a parent that is not its own"
                                        : "a child whose spelling differs would stay"),
                modify(child, parent));
    }

    private void unique() {
        var columns = relation.parentColumns();
        var isThere =
                columns.stream().allMatch(column -> pair.parent().find(column).isPresent());
        if (isThere
                && !relation.parentColumns().equals(relation.parent().keyColumns())
                && !pair.parent().isUnique(relation.parent().onShard(columns))) {
            findings.add(new Finding(
                    FindingCode.KEY_NOT_UNIQUE,
                    pair.parent().name() + "." + String.join(",", columns),
                    Optional.of(pair.read().place()),
                    "%s refers to %s of %s, which no unique index holds: one row's children could be another's too"
                            .formatted(
                                    relation.name(),
                                    String.join(", ", columns),
                                    pair.parent().name()),
                    "refer to columns that are unique, or: CREATE UNIQUE INDEX %s ON %s (%s);"
                            .formatted(
                                    Sql.name(String.join("_", columns)),
                                    Sql.name(pair.parent().name()),
                                    Sql.names(columns))));
        }
    }

    /** The statement that gives the child its parent's type; what else MODIFY would drop is for a person to repeat. */
    private String modify(LiveColumn child, LiveColumn parent) {
        var type = parent.type();
        var collation = type.collation()
                .map(name ->
                        " CHARACTER SET %s COLLATE %s".formatted(type.charset().orElse(""), name))
                .orElse("");
        return "ALTER TABLE %s MODIFY %s %s%s%s;  -- repeat its DEFAULT and COMMENT, if any"
                .formatted(
                        Sql.name(pair.child().name()),
                        Sql.name(child.name()),
                        type,
                        collation,
                        child.nullable() ? " NULL" : " NOT NULL");
    }

    private void add(FindingCode code, LiveColumn child, String message, String remedy) {
        findings.add(new Finding(
                code, named(pair.child(), child), Optional.of(pair.read().place()), message, remedy));
    }

    private static String named(LiveTable table, LiveColumn column) {
        return table.name() + "." + column.name();
    }
}
