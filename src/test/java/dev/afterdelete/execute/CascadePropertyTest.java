package dev.afterdelete.execute;

import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/**
 * Random declarations, rows and messages, delivered twice, in any order, in batches of any size, with attempts that are
 * cut off, rolled back or committed without anybody knowing: the rows that are left are always the referee's.
 */
class CascadePropertyTest {
    private static final int TRIES = 1_000;

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void whatIsLeftIsWhatTheRefereeLeaves(@ForAll long seed) {
        judgeAndShrink(seed);
    }

    /** The long form: {@code -Dcascade.tries=10000}, from {@code -Dcascade.seed}. */
    @Test
    void whatIsLeftIsWhatTheRefereeLeavesInTheLongForm() {
        var first = Long.getLong("cascade.seed", System.nanoTime());
        for (var number = 0; number < Integer.getInteger("cascade.tries", 100); number++) {
            judgeAndShrink(first + number);
        }
    }

    /** A case that fails is made as small as it still fails. */
    private static void judgeAndShrink(long seed) {
        var given = RandomCase.of(new Random(seed));
        var failure = failure(given, seed);
        if (failure.isPresent()) {
            var least = new Shrinker(some -> failure(some, seed).isPresent()).shrink(given);
            throw new AssertionError(
                    "to repeat: -Dcascade.seed=%d -Dcascade.tries=1; shrunk to %s".formatted(seed, least),
                    failure(least, seed).orElse(failure.get()));
        }
    }

    private static Optional<Throwable> failure(RandomCase given, long seed) {
        try {
            judge(given, seed);
            return Optional.empty();
        } catch (AssertionError | RuntimeException failure) {
            return Optional.of(failure);
        }
    }

    private static void judge(RandomCase given, long seed) {
        Judgement.of(given).judge(Rig.inMemory(given, new Random(seed)));
    }
}
