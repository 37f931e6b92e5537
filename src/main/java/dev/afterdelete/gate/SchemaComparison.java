package dev.afterdelete.gate;

import dev.afterdelete.fault.Spelling;
import dev.afterdelete.gate.Difference.Kind;
import dev.afterdelete.gate.Difference.OfTable;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import java.util.HashMap;
import java.util.List;

/**
 * Holds a declaration against the live schema. It looks for what could make a statement take rows that nobody meant, or
 * write a value that nobody meant, and for what fails for sure.
 */
public final class SchemaComparison {
    private final FoundTables live;
    private final Differences differences = new Differences();

    private SchemaComparison(FoundTables live) {
        this.live = live;
    }

    /** Every difference; empty when there is none. */
    public static List<Difference> differences(RelationGraph graph, FoundTables live) {
        var comparison = new SchemaComparison(live);
        graph.tables().forEach(comparison::compare);
        comparison.requireOneSpelling(graph.tables());
        for (var relation : graph.relations()) {
            live.find(relation.child())
                    .ifPresent(child -> live.find(relation.parent())
                            .map(parent -> new FoundRelation(relation, child, parent))
                            .ifPresent(comparison::compare));
        }
        return comparison.differences.inOrder();
    }

    private void compare(Table table) {
        live.find(table)
                .ifPresentOrElse(
                        found -> new TableComparison(table, found, differences).compare(),
                        () -> differences.add(
                                Kind.UNKNOWN_TABLE,
                                new OfTable(table),
                                table.name(),
                                "the table %s does not exist in this database, or this user may not see it%s"
                                        .formatted(table.name(), Spelling.hint(table.name(), live.names())),
                                "correct the name in the declaration, run the missing migration, or grant SELECT to the user"));
    }

    /** One table that is declared in two spellings would be two, and what is said of the one not hold for the other. */
    private void requireOneSpelling(List<Table> tables) {
        var declared = new HashMap<FoundTable, Table>();
        for (var table : tables) {
            live.find(table)
                    .map(found -> declared.putIfAbsent(found, table))
                    .ifPresent(other -> differences.add(
                            Kind.TABLE_TWICE,
                            new OfTable(table),
                            table.name(),
                            "%s and %s are one table here: this server keeps names of tables in one case"
                                    .formatted(table.name(), other.name()),
                            "write %s everywhere".formatted(other.name())));
        }
    }

    private void compare(FoundRelation relation) {
        new ReferenceComparison(relation, differences).compare();
        new ActionComparison(relation, differences).compare();
    }
}
