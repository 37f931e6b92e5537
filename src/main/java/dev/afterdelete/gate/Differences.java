package dev.afterdelete.jdbc.gate;

import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.Table;
import java.util.ArrayList;
import java.util.List;

/** Collects what a table is not, as sentences a person can act on. */
final class Differences {
    private final List<String> sentences = new ArrayList<>();

    /** Adds a sentence, unless it has been said. */
    void add(String sentence) {
        if (!sentences.contains(sentence)) {
            sentences.add(sentence);
        }
    }

    void missing(Table table, String column, String purpose) {
        add("column %s.%s does not exist; it is needed for %s".formatted(table.name(), column, purpose));
    }

    /** Requires a column that is compared with values of {@code type} without conversion. */
    void requireComparable(Table table, FoundTable found, String name, KeyType type, String purpose) {
        var column = found.find(name);
        if (column.isEmpty()) {
            missing(table, name, purpose);
        } else if (!column.get().type().compares(type)) {
            add("column %s.%s is %s, and %s is %s: MySQL would convert, and match rows that nobody meant"
                    .formatted(table.name(), name, column.get().type().dataType(), purpose, type.word()));
        }
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }
}
