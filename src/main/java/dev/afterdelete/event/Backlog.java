package dev.afterdelete.event;

import java.time.Duration;

/**
 * What the outbox still owes.
 *
 * @param count rows neither cleared nor refused
 * @param oldest how long the oldest of them has been standing; zero when there is none
 */
public record Backlog(long count, Duration oldest) {}
