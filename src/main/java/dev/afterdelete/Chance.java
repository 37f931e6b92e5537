package dev.afterdelete;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Random numbers that are seeded when the first one is asked for: after a snapshot was restored, and not before it was
 * taken, because all environments that are restored from one would draw the same. For names and jitter, not for
 * secrets. Not for several threads.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html">Lambda: handling uniqueness
 *     with SnapStart</a>
 */
final class Chance implements RandomGenerator {
    private @Nullable SplittableRandom seeded;

    @Override
    public long nextLong() {
        var current = seeded;
        if (current == null) {
            current = new SplittableRandom(System.nanoTime() ^ Long.reverse(System.currentTimeMillis()));
            seeded = current;
        }
        return current.nextLong();
    }
}
