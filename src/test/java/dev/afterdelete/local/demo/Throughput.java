package dev.afterdelete.local.demo;

import java.time.Duration;

/**
 * How fast rows went.
 *
 * @param rows how many
 * @param took how long
 */
record Throughput(long rows, Duration took) {
    static final Throughput NONE = new Throughput(0, Duration.ZERO);

    Throughput plus(Throughput other) {
        return new Throughput(rows + other.rows, took.plus(other.took));
    }

    /** For a person; below a millisecond nothing is said about speed. */
    @Override
    public String toString() {
        var text = "%s rows in %s".formatted(Screen.count(rows), Screen.seconds(took));
        return took.toMillis() == 0 ? text : text + ": " + Screen.count(rows * 1000 / took.toMillis()) + " rows/s";
    }
}
