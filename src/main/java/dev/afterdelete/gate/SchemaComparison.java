package dev.afterdelete.jdbc.gate;

import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Holds a declaration against the live schema. It looks for what could make a statement take rows that nobody meant, or
 * write a value that nobody meant, and for what fails for sure.
 */
public final class SchemaComparison {
    private final Collection<FoundTable> live;
    private final Differences differences = new Differences();

    private SchemaComparison(Collection<FoundTable> live) {
        this.live = live;
    }

    /**
     * Every difference, as a sentence a person can act on; empty when there is none.
     *
     * @param live the tables; those that do not exist are absent
     */
    public static List<String> differences(RelationGraph graph, Collection<FoundTable> live) {
        var comparison = new SchemaComparison(live);
        graph.tables().forEach(comparison::compare);
        comparison.requireOneSpelling(graph.tables());
        for (var relation : graph.relations()) {
            var child = comparison.find(relation.child());
            var parent = comparison.find(relation.parent());
            if (child.isPresent() && parent.isPresent()) {
                new RelationComparison(relation, child.get(), parent.get(), comparison.differences).compare();
            }
        }
        return comparison.differences.sentences();
    }

    private void compare(Table table) {
        find(table)
                .ifPresentOrElse(
                        found -> new TableComparison(table, found, differences).compare(),
                        () -> differences.add("table %s does not exist in this database".formatted(table.name())));
    }

    /** One table that is declared in two spellings would be two, and what is said of the one not hold for the other. */
    private void requireOneSpelling(List<Table> tables) {
        var declared = new HashMap<FoundTable, Table>();
        for (var table : tables) {
            find(table)
                    .map(found -> declared.putIfAbsent(found, table))
                    .ifPresent(other -> differences.add(
                            "tables %s and %s are one table of this database: declare it in one spelling"
                                    .formatted(other.name(), table.name())));
        }
    }

    /** By its name as declared, or else in another case: some servers keep names of tables in lower case. */
    private Optional<FoundTable> find(Table table) {
        return live.stream()
                .filter(found -> found.name().equals(table.name()))
                .findFirst()
                .or(() -> live.stream()
                        .filter(found -> found.name().equalsIgnoreCase(table.name()))
                        .findFirst());
    }
}
