package dev.afterdelete.bench;

import java.util.regex.Pattern;

/**
 * How large the benchmark is.
 *
 * @param rounds how often each contestant has its turn, at least 3
 * @param recipes how many there are
 * @param deleted how many of them each contestant deletes, in each round
 * @param seed decides which, and in which order
 * @param contestants those whose name it finds take part
 */
record BenchmarkOptions(int rounds, int recipes, int deleted, long seed, Pattern contestants) {
    static final int LEAST_ROUNDS = 3;

    BenchmarkOptions {
        if (rounds < LEAST_ROUNDS) {
            throw new IllegalArgumentException(
                    "bench.rounds: expected %d or more, was %d".formatted(LEAST_ROUNDS, rounds));
        }
        if (deleted < 1 || deleted > recipes) {
            throw new IllegalArgumentException(
                    "bench.deleted: expected 1 to bench.recipes = %d, was %d".formatted(recipes, deleted));
        }
    }

    /** The options that {@code -D} sets, and the defaults of the others. */
    static BenchmarkOptions fromSystemProperties() {
        return new BenchmarkOptions(
                Integer.getInteger("bench.rounds", LEAST_ROUNDS),
                Integer.getInteger("bench.recipes", 80_000),
                Integer.getInteger("bench.deleted", 20_000),
                Long.getLong("bench.seed", 1),
                Pattern.compile(System.getProperty("bench.contestants", "")));
    }
}
