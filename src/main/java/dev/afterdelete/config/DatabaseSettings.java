package dev.afterdelete.config;

import java.time.Duration;
import java.util.Optional;

/** Provisional. */
public record DatabaseSettings(
        String url,
        Optional<String> user,
        Credential credential,
        Duration connectTimeout,
        Duration socketTimeout,
        Duration lockWaitTimeout) {
    /** How. */
    public sealed interface Credential permits Password, Secret {}
    /** Password. */
    public record Password(String password) implements Credential {}
    /** Secret. */
    public record Secret(String id) implements Credential {}
}
