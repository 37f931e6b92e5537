package dev.afterdelete.chaos;

import java.util.stream.LongStream;

/** The seeds of chances: one that is always the same, and one that is always new. Timing they do not fix. */
final class Seeds {
    private static final long FIXED = 20_260_101;

    private Seeds() {}

    /** Those to try; {@code -Dchaos.seed=N} tries only that one. */
    static LongStream all() {
        var only = Long.getLong("chaos.seed");
        return only == null ? LongStream.of(FIXED, System.nanoTime() & 0xffff_ffffL) : LongStream.of(only);
    }
}
