package dev.afterdelete.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Provisional. */
public record Settings(
        DatabaseSettings database,
        EngineSettings engine,
        QueueSettings queue,
        ApiSettings api,
        RelaySettings relay,
        Optional<Path> relations) {
    /** Engine. */
    public record EngineSettings(long maxRows, Duration targetTime, Duration timeReserve) {}
    /** Queue. */
    public record QueueSettings(Optional<URI> queueUrl, Optional<URI> deadLetterQueueUrl) {}
    /** Api. */
    public record ApiSettings(Strategy strategy, Duration inlineBudget) {}
    /** Relay. */
    public record RelaySettings(Duration after, Duration ceiling) {}
    /** Strategy. */
    public enum Strategy {
        QUEUE,
        INLINE,
        SCHEDULED
    }

    /** From. */
    public static Settings from(Map<String, String> env) {
        var g = new Object() {
            String s(String n, String d) {
                return env.getOrDefault("AFTERDELETE_" + n, d);
            }

            Duration d(String n, String d) {
                return Duration.parse(s(n, d));
            }

            Optional<String> o(String n) {
                return Optional.ofNullable(env.get("AFTERDELETE_" + n));
            }
        };
        return new Settings(
                new DatabaseSettings(
                        g.s("DB_URL", ""),
                        g.o("DB_USER"),
                        new DatabaseSettings.Password(g.s("DB_PASSWORD", "")),
                        g.d("CONNECT_TIMEOUT", "PT3S"),
                        g.d("SOCKET_TIMEOUT", "PT20S"),
                        g.d("LOCK_WAIT_TIMEOUT", "PT1S")),
                new EngineSettings(
                        Long.parseLong(g.s("MAX_ROWS", "5000")),
                        g.d("TARGET_TIME", "PT0.5S"),
                        g.d("TIME_RESERVE", "PT5S")),
                new QueueSettings(
                        g.o("QUEUE_URL").map(URI::create),
                        g.o("DEAD_LETTER_QUEUE_URL").map(URI::create)),
                new ApiSettings(
                        Strategy.valueOf(g.s("STRATEGY", "queue").toUpperCase(Locale.ROOT)),
                        g.d("INLINE_BUDGET", "PT2S")),
                new RelaySettings(g.d("RELAY_AFTER", "PT1M"), g.d("RELAY_CEILING", "PT1H")),
                g.o("RELATIONS").map(Path::of));
    }
}
