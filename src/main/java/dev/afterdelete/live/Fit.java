package dev.afterdelete.live;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a child column holds every value of its parent column as it is. What the database would refuse with an error
 * is not looked for, nor keys that differ only by spaces at their end, but what it would keep as another value, saying
 * nothing.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/enum.html">MySQL: an ENUM takes a number as a place in its
 *     list</a>
 */
public final class Fit {
    private Fit() {}

    /**
     * Why {@code child} would keep some value of {@code parent} as another one, as a clause; empty when it would not.
     */
    public static Optional<String> objection(ColumnType child, ColumnType parent) {
        if (child.dataType().equals("enum")) {
            return folded(child).containsAll(folded(parent))
                            && parent.dataType().equals("enum")
                    ? Optional.empty()
                    : Optional.of("it would take a number for a place in its list");
        }
        if (child.dataType().equals("binary") && !isSame(child, parent)) {
            return Optional.of("it would fill them up with zeros");
        }
        return Optional.empty();
    }

    private static Set<String> folded(ColumnType type) {
        return type.enumerated().stream()
                .map(value -> value.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean isSame(ColumnType child, ColumnType parent) {
        return child.dataType().equals(parent.dataType()) && child.maxLength().equals(parent.maxLength());
    }
}
