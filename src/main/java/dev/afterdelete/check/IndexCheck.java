package dev.afterdelete.check;

import dev.afterdelete.gate.Sql;
import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.Identifiers;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.live.LiveIndex;
import dev.afterdelete.live.LiveTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for the index that leads to the children of a parent. */
final class IndexCheck {
    /** As long as a prefix may be in any character set of the smallest index. */
    private static final int PREFIX = 191;

    private final Declared.Pair pair;
    private final Relation relation;

    IndexCheck(Declared.Pair pair) {
        this.pair = pair;
        this.relation = pair.read().relation();
    }

    List<Finding> findings() {
        var constants = Stream.concat(
                        relation.where().stream().map(Constant::column),
                        relation
                                .reference()
                                .besides()
                                .map(shard -> shard.column().name())
                                .stream())
                .toList();
        var isThere = Stream.concat(relation.columns().stream(), constants.stream())
                .allMatch(column -> pair.child().find(column).isPresent());
        if (!isThere || pair.child().hasIndexOn(relation.columns(), constants)) {
            return List.of();
        }
        return List.of(new Finding(
                FindingCode.REFERENCE_NOT_INDEXED,
                relation.name(),
                Optional.of(pair.read().place()),
                "%s has no index that begins with it: every delete of a row of %s reads all of %s%s"
                        .formatted(
                                relation.name(),
                                pair.parent().name(),
                                pair.child().name(),
                                size()),
                create(constants)));
    }

    private String size() {
        var rows = pair.child().approximateRows();
        return rows == 0 ? "" : String.format(Locale.ROOT, " (about %,d rows)", rows);
    }

    /** References first: they tell rows apart better than constants do. */
    private String create(List<String> constants) {
        var columns = Stream.concat(relation.columns().stream(), constants.stream())
                .map(column -> pair.child().find(column).orElseThrow())
                .map(column -> Sql.name(column.name()) + (column.type().isUnbounded() ? "(" + PREFIX + ")" : ""))
                .collect(Collectors.joining(", "));
        return "CREATE INDEX %s ON %s (%s);"
                .formatted(
                        Sql.name(freeName(pair.child())), Sql.name(pair.child().name()), columns);
    }

    private String freeName(LiveTable table) {
        var name = String.join("_", relation.columns());
        var taken = table.indexes().stream().map(LiveIndex::name).toList();
        return Stream.iterate(1, number -> number + 1)
                .map(number -> number == 1 ? "" : "_" + number)
                .map(ending -> cut(name, Identifiers.MAX_LENGTH - ending.length()) + ending)
                .filter(candidate -> taken.stream().noneMatch(candidate::equalsIgnoreCase))
                .findFirst()
                .orElseThrow();
    }

    private static String cut(String name, int length) {
        return name.length() <= length ? name : name.substring(0, length);
    }
}
