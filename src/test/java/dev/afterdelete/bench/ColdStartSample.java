package dev.afterdelete.bench;

import dev.afterdelete.local.LambdaProcess;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * One cold start.
 *
 * @param elapsed from the spawn of the process to its first answer
 * @param processorTime that the process took for it; other load on the machine changes it less
 */
record ColdStartSample(Duration elapsed, Duration processorTime) {
    /** What it took an environment to get where it is now. */
    static ColdStartSample of(LambdaProcess environment) {
        return new ColdStartSample(environment.age(), environment.processorTime());
    }

    /** The sample in the middle by elapsed time. */
    static ColdStartSample median(List<ColdStartSample> samples) {
        var sorted = samples.stream()
                .sorted(Comparator.comparing(ColdStartSample::elapsed))
                .toList();
        return sorted.get(sorted.size() / 2);
    }
}
