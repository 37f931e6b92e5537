package dev.afterdelete.orphan;

import dev.afterdelete.graph.Key;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The references that most orphans hold, in bounded memory, whatever their number: any that more than one in
 * {@link #MOST} orphans holds is among them.
 *
 * @param counts how many orphans hold a reference, at least; at most {@link #MOST} references
 * @see <a href="https://doi.org/10.1016/0167-6423(82)90012-0">J. Misra and D. Gries: Finding repeated elements</a>
 */
public record Suspects(Map<Key, Long> counts) {
    /** More than this many references need not be kept: one that over 1 % of rows hold is one of under 100. */
    static final int MOST = 128;

    /** Nobody. */
    static final Suspects NONE = new Suspects(Map.of());

    public Suspects {
        counts = Map.copyOf(counts);
    }

    /** These, after more orphans. */
    Suspects plus(List<Orphan> orphans) {
        if (orphans.isEmpty()) {
            return this;
        }
        var more = new LinkedHashMap<>(counts);
        for (var orphan : orphans) {
            if (more.size() < MOST || more.containsKey(orphan.reference())) {
                more.merge(orphan.reference(), 1L, Long::sum);
            } else {
                more.replaceAll((_, count) -> count - 1);
                more.values().removeIf(count -> count == 0);
            }
        }
        return new Suspects(more);
    }

    /**
     * The references that more than {@code limit} of {@code orphans} may hold, the most frequent first.
     *
     * @param orphans how many there were in all
     */
    List<Key> over(long limit, long orphans) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() + orphans / (MOST + 1) > limit)
                .sorted(Map.Entry.<Key, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
