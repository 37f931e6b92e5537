package dev.afterdelete.bench;

import java.time.Duration;

/**
 * What one contestant did in one round.
 *
 * @param contestant its name
 * @param messages how many it was given
 * @param rows how many rows went
 * @param duration how long it took
 * @param counted what the server was asked meanwhile
 */
record Turn(String contestant, int messages, long rows, Duration duration, StatementCounter.Counted counted) {
    double rowsPerSecond() {
        return rows * 1e9 / duration.toNanos();
    }

    double perMessage(long count) {
        return (double) count / messages;
    }
}
