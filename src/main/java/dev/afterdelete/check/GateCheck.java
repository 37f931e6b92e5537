package dev.afterdelete.check;

import dev.afterdelete.gate.Difference;
import dev.afterdelete.gate.Difference.OfRelation;
import dev.afterdelete.gate.Difference.OfTable;
import dev.afterdelete.gate.FoundTable;
import dev.afterdelete.gate.FoundTables;
import dev.afterdelete.gate.SchemaComparison;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.declaration.ReadRelation;
import dev.afterdelete.wire.yaml.Place;
import java.util.List;
import java.util.Optional;

/** Asks what would let no statement run, by the same rules that let none. Of a view it is enough that it is one. */
final class GateCheck {
    private final Declared declared;

    GateCheck(Declared declared) {
        this.declared = declared;
    }

    List<Finding> findings() {
        var tables = declared.live().tables().stream()
                .map(table -> new FoundTable(table.name(), table.columns(), table.indexes()))
                .toList();
        var live = new FoundTables(declared.live().foldsTableNames(), tables);
        return SchemaComparison.differences(declared.draft().graph(), live).stream()
                .filter(difference -> !isAboutView(difference))
                .map(this::finding)
                .toList();
    }

    private boolean isAboutView(Difference difference) {
        return switch (difference.about()) {
            case OfTable(var table) -> isView(table);
            case OfRelation(var relation) -> isView(relation.child()) || isView(relation.parent());
        };
    }

    private boolean isView(Table table) {
        return declared.find(table).filter(live -> !live.isStored()).isPresent();
    }

    private Finding finding(Difference difference) {
        return new Finding(
                FindingCode.of(difference.kind()),
                difference.subject(),
                place(difference),
                difference.message(),
                difference.remedy());
    }

    private Optional<Place> place(Difference difference) {
        return switch (difference.about()) {
            case OfTable(var table) -> declared.draft().placeOf(table);
            case OfRelation(var relation) -> placeOf(relation);
        };
    }

    private Optional<Place> placeOf(Relation relation) {
        return declared.draft().relations().stream()
                .filter(read -> read.relation().equals(relation))
                .map(ReadRelation::place)
                .findFirst();
    }
}
