package dev.afterdelete.attempt;

import dev.afterdelete.graph.Key;
import dev.afterdelete.plan.CascadePlan.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The levels from the top of a cascade down to where the walk stands, and the keys on it. */
final class Path {
    private final List<Level> levels = new ArrayList<>();
    private final Map<Stage, Set<Key>> keys = new HashMap<>();

    boolean isEmpty() {
        return levels.isEmpty();
    }

    Level last() {
        return levels.getLast();
    }

    /** The level above the last one. */
    Level above() {
        return levels.get(levels.size() - 2);
    }

    List<Level> levels() {
        return List.copyOf(levels);
    }

    void add(Level level) {
        levels.add(level);
        keysOf(level).addAll(level.keys());
    }

    void removeLast() {
        var gone = levels.removeLast();
        gone.keys().forEach(keysOf(gone)::remove);
    }

    void replaceLast(Level level) {
        if (level.rows().equals(last().rows())) {
            levels.set(levels.size() - 1, level);
        } else {
            removeLast();
            add(level);
        }
    }

    /** The rows on the path to which the same happens as to the rows of {@code stage}: they are not visited twice. */
    Set<Key> keysAt(Stage stage) {
        return keys.getOrDefault(stage, Set.of());
    }

    private Set<Key> keysOf(Level level) {
        return keys.computeIfAbsent(Stage.of(level.table(), level.plan().effect()), _ -> new HashSet<>());
    }
}
