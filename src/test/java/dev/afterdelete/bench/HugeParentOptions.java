package dev.afterdelete.bench;

import java.time.Duration;

/**
 * How large the huge parent is.
 *
 * @param children how many it has
 * @param fewer how many children the parents have that it is compared with
 * @param timeout how long an invocation may last
 */
record HugeParentOptions(int children, int fewer, Duration timeout) {
    /** The options that {@code -D} sets, and the defaults of the others. */
    static HugeParentOptions fromSystemProperties() {
        return new HugeParentOptions(
                Integer.getInteger("bench.children", 2_000_000),
                Integer.getInteger("bench.fewer", 20_000),
                Duration.ofSeconds(Integer.getInteger("bench.timeout", 60)));
    }
}
