package dev.afterdelete.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Holds a reader against inputs that nobody should send: it ends in a way that has a name, soon, and takes little. */
public final class Fuzz {
    /** Of how many properties each that fuzzes is made; each try of one reads many inputs. */
    public static final int TRIES = 50;

    private static final int INPUTS = Integer.getInteger("fuzz.tries", 10_000);
    private static final long MOST_NANOS = Duration.ofMillis(50).toNanos();
    private static final long MIBIBYTE = 1 << 20;
    private static final int SHORT = 8 * 1_024;
    private static final int MOST_BYTES_A_CHARACTER = 24;
    private static final int MEASUREMENTS = 8;
    private static final int SHOWN = 2_000;

    private Fuzz() {}

    /** How many inputs one try reads: {@code -Dfuzz.tries} of them in all, of which a part. */
    public static int inputsATry(int part) {
        return Math.max(1, INPUTS / TRIES / part);
    }

    /**
     * Reads one input.
     *
     * @param read may only end by a result or as {@code judge} knows
     * @param judge throws for a result that must not be
     */
    public static <T> void check(String input, Function<String, T> read, Consumer<T> judge) {
        try {
            var measured = Cost.of(() -> read.apply(input));
            var cost = measured.cost();
            for (var more = 1; more < MEASUREMENTS && !isLittle(cost, input); more++) {
                cost = Cost.of(() -> read.apply(input)).cost(); // the first ones also warm up
            }
            assertThat(isLittle(cost, input)).as("what it takes: " + cost).isTrue();
            judge.accept(measured.result());
        } catch (RuntimeException | AssertionError | StackOverflowError wrong) {
            throw new AssertionError(
                    "%d characters: %s".formatted(input.length(), input.substring(0, Math.min(input.length(), SHOWN))),
                    wrong);
        }
    }

    /** What comes of a call that may end by one exception. */
    public static <T, E extends RuntimeException> Object outcome(Supplier<T> call, Class<E> named) {
        try {
            return call.get();
        } catch (RuntimeException thrown) {
            if (named.isInstance(thrown)) {
                return thrown;
            }
            throw thrown;
        }
    }

    private static boolean isLittle(Cost cost, String input) {
        var mostBytes = input.length() <= SHORT ? MIBIBYTE : MIBIBYTE + (long) MOST_BYTES_A_CHARACTER * input.length();
        return cost.isWithin(MOST_NANOS, mostBytes);
    }
}
