package dev.afterdelete.wire.declaration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** Which tables refer to which, without cycles. */
final class ReferencePaths {
    private final Map<String, SequencedSet<String>> parents = new HashMap<>();

    /**
     * Notes that {@code child} refers to {@code parent}, unless that closes a cycle.
     *
     * @return the shortest cycle that it would close: from the child through its parent back to the child
     */
    Optional<List<String>> add(String child, String parent) {
        var cycle = path(parent, child);
        if (cycle.isEmpty()) {
            parents.computeIfAbsent(child, _ -> new LinkedHashSet<>()).add(parent);
        }
        cycle.ifPresent(back -> back.addFirst(child));
        return cycle;
    }

    private Optional<List<String>> path(String from, String to) {
        var origins = new HashMap<String, String>();
        origins.put(from, from);
        var next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty() && !origins.containsKey(to)) {
            var table = next.remove();
            for (var parent : parents.getOrDefault(table, new LinkedHashSet<>())) {
                if (origins.putIfAbsent(parent, table) == null) {
                    next.add(parent);
                }
            }
        }
        return origins.containsKey(to) ? Optional.of(walkBack(origins, from, to)) : Optional.empty();
    }

    private static List<String> walkBack(Map<String, String> origins, String from, String to) {
        var path = new ArrayList<String>();
        path.add(to);
        while (!path.getFirst().equals(from)) {
            path.addFirst(origins.getOrDefault(path.getFirst(), from));
        }
        return path;
    }
}
