package dev.afterdelete.execute;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Makes a case that fails as small as it still fails: without this message, that row, that relation. */
final class Shrinker {
    private final Predicate<RandomCase> fails;

    Shrinker(Predicate<RandomCase> fails) {
        this.fails = fails;
    }

    RandomCase shrink(RandomCase given) {
        var least = given;
        for (var size = Long.MAX_VALUE; size(least) < size; ) {
            size = size(least);
            least = fewerMessages(least);
            least = fewerRows(least);
            least = fewerRelations(least);
        }
        return least;
    }

    private RandomCase fewerMessages(RandomCase given) {
        var least = given;
        for (var message : given.messages()) {
            least = ifFails(least, least.withMessages(without(least.messages(), message)));
            for (var key : message.keys()) {
                least = ifFails(least, withoutKey(least, message, key));
            }
        }
        return least;
    }

    private static RandomCase withoutKey(RandomCase given, CascadeMessage message, Key key) {
        return given.withMessages(given.messages().stream()
                .map(some -> some.equals(message) && some.keys().size() > 1
                        ? some.continuation(without(some.keys(), key))
                        : some)
                .toList());
    }

    private RandomCase fewerRows(RandomCase given) {
        var least = given;
        for (var table : given.rows().entrySet()) {
            for (var row : table.getValue()) {
                var rows = new TreeMap<>(least.rows());
                rows.computeIfPresent(table.getKey(), (_, some) -> without(some, row));
                least = ifFails(least, least.withRows(rows));
            }
        }
        return least;
    }

    private RandomCase fewerRelations(RandomCase given) {
        var least = given;
        for (var relation : given.graph().relations()) {
            least = ifFails(
                    least,
                    new RandomCase(
                            graph(least, without(least.graph().relations(), relation)),
                            least.rows(),
                            least.messages()));
        }
        return least;
    }

    private static RelationGraph graph(RandomCase given, List<Relation> relations) {
        return new RelationGraph(given.graph().tables(), given.graph().defaultTable(), relations);
    }

    private RandomCase ifFails(RandomCase given, RandomCase smaller) {
        return size(smaller) < size(given) && fails.test(smaller) ? smaller : given;
    }

    private static long size(RandomCase given) {
        return given.graph().relations().size()
                + given.rows().values().stream().mapToLong(List::size).sum()
                + given.messages().stream()
                        .mapToLong(message -> 1 + message.keys().size())
                        .sum();
    }

    private static <T> List<T> without(List<T> some, T one) {
        var fewer = new ArrayList<>(some);
        fewer.remove(one);
        return List.copyOf(fewer);
    }
}
