package dev.afterdelete.orphan;

import dev.afterdelete.graph.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a pass has found so far.
 *
 * @param rows child rows that were looked at
 * @param orphans those of them that refer to nothing that stands
 * @param fixed how many of these are no orphans any more
 * @param oldest since when the scan has known the oldest of them
 * @param samples the first few of them
 * @param suspects the references that most of them hold
 */
public record Findings(
        long rows, long orphans, long fixed, Optional<Instant> oldest, List<Key> samples, Suspects suspects) {
    /** How many keys are shown. */
    static final int SAMPLES = 5;

    /** Nothing yet. */
    public static final Findings NONE = new Findings(0, 0, 0, Optional.empty(), List.of(), Suspects.NONE);

    public Findings {
        samples = List.copyOf(samples);
    }

    Findings plus(int looked, List<Orphan> found, Optional<Instant> since) {
        var shown = new ArrayList<>(samples);
        found.stream().limit(SAMPLES - samples.size()).map(Orphan::child).forEach(shown::add);
        return new Findings(
                rows + looked,
                orphans + found.size(),
                fixed,
                oldest.filter(known -> since.filter(known::isAfter).isEmpty()).or(() -> since),
                shown,
                suspects.plus(found));
    }

    Findings fixed(long more) {
        return new Findings(rows, orphans, fixed + more, oldest, samples, suspects);
    }
}
