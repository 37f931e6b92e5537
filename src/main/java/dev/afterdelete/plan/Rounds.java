package dev.afterdelete.plan;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.graph.KeyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Messages that can be carried out together: in one round, none says of a deleted row that a unique column held
 * something else than another one says. A row that was deleted, created again and deleted again is two cascades.
 */
public final class Rounds {
    private final List<Map<Row, Map<String, Optional<KeyValue>>>> said = new ArrayList<>();
    private final List<List<Integer>> places = new ArrayList<>();

    private Rounds() {}

    /** The places of {@code messages}, round by round; one round for most batches. */
    public static List<List<Integer>> of(List<CascadeMessage> messages) {
        var rounds = new Rounds();
        for (var place = 0; place < messages.size(); place++) {
            rounds.add(messages.get(place), place);
        }
        return List.copyOf(rounds.places);
    }

    private void add(CascadeMessage message, int place) {
        var round = 0;
        while (round < places.size() && contradicts(message, said.get(round))) {
            round++;
        }
        if (round == places.size()) {
            places.add(new ArrayList<>());
            said.add(new HashMap<>());
        }
        places.get(round).add(place);
        var known = said.get(round);
        uniqueOf(message)
                .forEach((row, held) ->
                        known.computeIfAbsent(row, _ -> new HashMap<>()).putAll(held));
    }

    private static boolean contradicts(CascadeMessage message, Map<Row, Map<String, Optional<KeyValue>>> known) {
        return uniqueOf(message).entrySet().stream().anyMatch(row -> {
            var before = known.getOrDefault(row.getKey(), Map.of());
            return row.getValue().entrySet().stream()
                    .anyMatch(column -> before.containsKey(column.getKey())
                            && !column.getValue().equals(before.get(column.getKey())));
        });
    }

    private static Map<Row, Map<String, Optional<KeyValue>>> uniqueOf(CascadeMessage message) {
        if (!(message.change() instanceof Change.Deleted(var unique, var _))) {
            return Map.of();
        }
        return message.keys().stream()
                .filter(unique::containsKey)
                .collect(Collectors.toMap(key -> Row.of(message, key), key -> unique.getOrDefault(key, Map.of())));
    }
}
