package dev.afterdelete.config;

import java.time.Duration;

/**
 * How large an attempt may be, and when none begins any more.
 *
 * @param maxRows the most row changes of one transaction
 * @param targetTime how long a transaction should last at most
 * @param timeReserve no attempt begins when less than this is left of an invocation
 */
public record EngineSettings(long maxRows, Duration targetTime, Duration timeReserve) {}
