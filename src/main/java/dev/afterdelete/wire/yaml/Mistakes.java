package dev.afterdelete.wire.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong in a text while it is read on. */
public final class Mistakes {
    private final List<Mistake> found = new ArrayList<>();

    /** Notes that {@code text} is the matter at {@code place}. */
    public void add(Place place, String text) {
        found.add(new Mistake(place.line(), place.column(), text));
    }

    /** How many there are by now. */
    public int count() {
        return found.size();
    }

    /** All of them, in the order of their places. */
    public List<Mistake> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column))
                .toList();
    }
}
