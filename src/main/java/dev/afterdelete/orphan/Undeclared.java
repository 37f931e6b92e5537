package dev.afterdelete.orphan;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import java.util.Optional;

/**
 * Tells an orphanage from a value that means "no reference" and that nobody declared as {@code none}: one that is not
 * set, as messages are told, or one that over 1 % of the rows hold.
 */
final class Undeclared {
    /** So many rows may be orphans of one parent, however small the table is. */
    static final long FEW = 10;

    private static final long SHARE = 100;

    private final ChildRows rows;
    private final Relation relation;

    Undeclared(ChildRows rows, Relation relation) {
        this.rows = rows;
        this.relation = relation;
    }

    /** Such a value among what a whole pass found; empty when there is none. */
    Optional<Key> among(Findings findings) {
        return findings.suspects().counts().keySet().stream()
                .filter(this::isNotSet)
                .sorted()
                .findFirst()
                .or(() -> findings.suspects().over(limit(findings), findings.orphans()).stream()
                        .filter(value -> isHeld(value, findings))
                        .findFirst());
    }

    /** Whether too many rows hold a value by now, for a table of so many rows. */
    boolean isHeld(Key value, Findings findings) {
        var limit = isNotSet(value) ? 0 : limit(findings);
        return rows.count(relation, value, limit + 1) > limit;
    }

    private static long limit(Findings findings) {
        return Math.max(FEW, findings.rows() / SHARE);
    }

    private boolean isNotSet(Key value) {
        return !relation.parent().zeroKey() && value.values().stream().anyMatch(Undeclared::isNotSet);
    }

    private static boolean isNotSet(KeyValue value) {
        return switch (value) {
            case KeyValue.IntegerValue(var number) -> number.signum() == 0;
            case KeyValue.StringValue(var text) -> text.isEmpty();
            case KeyValue.BinaryValue(var hex) -> hex.chars().allMatch(digit -> digit == '0');
        };
    }
}
