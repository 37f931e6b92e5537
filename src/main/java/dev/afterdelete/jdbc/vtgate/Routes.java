package dev.afterdelete.jdbc.vtgate;

import dev.afterdelete.live.Shards;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** What follows for a declaration from where the statements of its tables go. */
final class Routes {
    private Routes() {}

    /**
     * On how many shards a cascade's statements may find rows.
     *
     * @param named routes of the tables with a {@code shardBy}
     * @param others those of the tables without
     */
    static Shards shards(Collection<Route> named, Collection<Route> others) {
        if (Stream.concat(named.stream(), others.stream()).allMatch(Routes::isUnsharded)) {
            return Shards.ONE;
        }
        return !named.isEmpty() && named.stream().allMatch(Routes::isToOne) ? Shards.NAMED : Shards.MANY;
    }

    private static boolean isUnsharded(Route route) {
        return route instanceof Route.Unsharded;
    }

    private static boolean isToOne(Route route) {
        return switch (route) {
            case Route.Unsharded _, Route.ToShard _ -> true;
            case Route.Scattered _, Route.Unknown _ -> false;
        };
    }

    /**
     * Which tables are not sharded as declared, and where their statements go. All that goes to one shard has to go to
     * the same one: the first table says to which.
     *
     * @param named routes of the tables that name their shard
     * @param vindexes what each vindex computes, where it is known
     */
    static SequencedMap<String, String> misrouted(
            SequencedMap<String, Route> named, Map<Route.ToShard, List<String>> vindexes) {
        var misrouted = new LinkedHashMap<String, String>();
        if (named.isEmpty()) {
            return misrouted;
        }
        var first = named.firstEntry();
        named.forEach((table, route) -> {
            if (route instanceof Route.Scattered) {
                misrouted.put(table, "to several shards");
            } else if (!isSame(route, first.getValue(), vindexes)) {
                misrouted.put(
                        table,
                        "%s, and those of %s %s".formatted(words(route), first.getKey(), words(first.getValue())));
            }
        });
        return misrouted;
    }

    /** What is not known is not said to differ; then nobody relies on it either. */
    private static boolean isSame(Route route, Route first, Map<Route.ToShard, List<String>> vindexes) {
        if (route.equals(first) || !isToOne(route) || !isToOne(first)) {
            return true;
        }
        var computed = vindexes.get(route);
        return computed != null && computed.equals(vindexes.get(first));
    }

    private static String words(Route route) {
        return switch (route) {
            case Route.Unsharded _ -> "to a keyspace that is not sharded";
            case Route.ToShard(var keyspace, var vindex) ->
                "by the vindex %s of the keyspace %s".formatted(vindex, keyspace);
            case Route.Scattered _ -> "to several shards";
            case Route.Unknown _ -> "nobody knows where";
        };
    }
}
