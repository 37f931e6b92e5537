package dev.afterdelete.config;

import java.time.Duration;

/**
 * How long an outbox row rests between two tries of the relay.
 *
 * @param after after the first; each further rest is twice as long
 * @param ceiling no rest is longer; at least {@code after}
 */
public record RelaySettings(Duration after, Duration ceiling) {}
