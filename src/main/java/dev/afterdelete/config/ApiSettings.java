package dev.afterdelete.config;

import java.time.Duration;

/**
 * How the HTTP API deletes.
 *
 * @param strategy what runs the cascade
 * @param inlineBudget how long a request may work on a cascade before the rest goes to the queue
 */
public record ApiSettings(Strategy strategy, Duration inlineBudget) {}
