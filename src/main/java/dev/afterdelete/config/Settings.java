package dev.afterdelete.config;

import dev.afterdelete.config.SettingsException.SettingFault;
import dev.afterdelete.config.queue.QueueAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the operator asked for: each by itself and all together possible.
 *
 * @param relations the file of the declaration; without one, the bundled declaration counts
 * @param logLevel the least that log lines tell
 */
public record Settings(
        DatabaseSettings database,
        EngineSettings engine,
        QueueSettings queue,
        ApiSettings api,
        RelaySettings relay,
        OrphanSettings orphans,
        Optional<Path> relations,
        LogLevel logLevel) {

    /**
     * How large an attempt may be, and when none begins any more.
     *
     * @param maxRows the most row changes of one transaction
     * @param targetTime how long a transaction should last at most
     * @param timeReserve no attempt begins when less than this is left of an invocation
     * @param throttle what else holds attempts back
     */
    public record EngineSettings(long maxRows, Duration targetTime, Duration timeReserve, ThrottleSettings throttle) {}

    /**
     * Limits at which nothing more is begun for a while; one that is empty holds nothing back.
     *
     * @param rowsPerSecond the most row changes of one process in a second
     * @param threadsRunning the most threads that the server may run, our own among them
     * @param replicaLag how far a replica may be behind
     * @param replicaUrl a JDBC URL of that replica, without credentials; without it, the database is asked for its own
     * @param heartbeat what to read on the replica; without it, the replica is asked for its status
     */
    public record ThrottleSettings(
            OptionalLong rowsPerSecond,
            OptionalLong threadsRunning,
            Optional<Duration> replicaLag,
            Optional<String> replicaUrl,
            Optional<Heartbeat> heartbeat) {
        /** Nothing but the time that attempts take. */
        public static final ThrottleSettings NONE = new ThrottleSettings(
                OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** All but the properties of the URL, among which there may be the password of a key store. */
        @Override
        public String toString() {
            return "ThrottleSettings[rowsPerSecond=%s, threadsRunning=%s, replicaLag=%s, replicaUrl=%s, heartbeat=%s]"
                    .formatted(
                            rowsPerSecond,
                            threadsRunning,
                            replicaLag,
                            replicaUrl.map(url -> url.replaceFirst("\\?.*", "?…")),
                            heartbeat);
        }
    }

    /**
     * A column of a replicated table to which somebody writes the time now and then.
     *
     * @param table its name, or the names of its database and its own
     * @param column its name
     */
    public record Heartbeat(List<String> table, String column) {
        public Heartbeat {
            table = List.copyOf(table);
        }
    }

    /**
     * Where messages go.
     *
     * @param address where messages and continuations are sent
     * @param login who we are to RabbitMQ; present where it is the queue's
     * @param deadLetterQueueUrl where refused messages are sent on SQS; another queue
     * @param restrictPatience how often a message is delivered before it is refused for what another may still change
     */
    public record QueueSettings(
            Optional<QueueAddress> address,
            Optional<BrokerLogin> login,
            Optional<URI> deadLetterQueueUrl,
            int restrictPatience) {}

    /**
     * Who we are to RabbitMQ.
     *
     * @param user present with a password, and with a secret overriding its own
     * @param credential how that user proves to be it
     */
    public record BrokerLogin(Optional<String> user, DatabaseSettings.Credential credential) {}

    /**
     * How long an outbox row rests between two tries of the relay, and how long it is kept as a trace.
     *
     * @param after after the first; each further rest is twice as long
     * @param ceiling no rest is longer; at least {@code after}
     * @param stuckTries after how many tries a row counts as stuck
     * @param trace how long key updates that are done are kept
     */
    public record RelaySettings(Duration after, Duration ceiling, int stuckTries, Duration trace) {}

    /**
     * What the sweep does about orphans.
     *
     * @param choice whether it looks for them
     * @param confirmAfter how far apart the two passes are, at least, that find one
     */
    public record OrphanSettings(Choice choice, Duration confirmAfter) {
        /** What the sweep does about orphans. */
        public enum Choice {
            /** It does not look for them. */
            OFF,
            /** It counts them. */
            REPORT,
            /** It gives confirmed ones what their relation says. */
            FIX
        }
    }

    /** How much a log line matters; later ones matter more. */
    public enum LogLevel {
        /** What an operator may like to know. */
        INFO,
        /** What went wrong and is tried again. */
        WARN,
        /** What a person has to see to. */
        ERROR;

        /** Whether a line of this level is written where {@code least} is the least that is. */
        public boolean isTold(LogLevel least) {
            return compareTo(least) >= 0;
        }
    }

    /**
     * Reads the environment variables whose names begin with {@code AFTERDELETE_}.
     *
     * @param variables as {@link System#getenv()} gives them
     * @throws SettingsException systemic: settings are missing, wrong, unknown or do not go together; it names all of
     *     them
     */
    public static Settings from(Map<String, String> variables) {
        var environment = new Environment(variables);
        var credential = new CredentialChoice(environment);
        var faults = Stream.of(environment.faults(), credential.faults(), CrossChecks.faults(environment))
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(Settings::order))
                .toList();
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
        return new Settings(
                database(environment, credential.find().orElseThrow()),
                new EngineSettings(
                        environment.require(KnownSettings.MAX_ROWS),
                        environment.require(KnownSettings.TARGET_TIME),
                        environment.require(KnownSettings.TIME_RESERVE),
                        throttle(environment)),
                new QueueSettings(
                        environment.find(KnownSettings.QUEUE_URL),
                        credential.findBrokerLogin(),
                        environment.find(KnownSettings.DEAD_LETTER_QUEUE_URL),
                        Math.toIntExact(environment.require(KnownSettings.RESTRICT_PATIENCE))),
                new ApiSettings(
                        environment.require(KnownSettings.STRATEGY), environment.require(KnownSettings.INLINE_BUDGET)),
                new RelaySettings(
                        environment.require(KnownSettings.RELAY_AFTER),
                        environment.require(KnownSettings.RELAY_CEILING),
                        Math.toIntExact(environment.require(KnownSettings.STUCK_TRIES)),
                        environment.require(KnownSettings.TRACE)),
                new OrphanSettings(
                        environment.require(KnownSettings.ORPHANS),
                        environment.require(KnownSettings.ORPHANS_CONFIRM_AFTER)),
                environment.find(KnownSettings.RELATIONS),
                environment.require(KnownSettings.LOG_LEVEL));
    }

    private static DatabaseSettings database(Environment environment, DatabaseSettings.Credential credential) {
        return new DatabaseSettings(
                environment.require(KnownSettings.DB_URL),
                environment.find(KnownSettings.DB_USER),
                credential,
                environment.require(KnownSettings.CONNECT_TIMEOUT),
                environment.require(KnownSettings.SOCKET_TIMEOUT),
                environment.require(KnownSettings.LOCK_WAIT_TIMEOUT));
    }

    private static ThrottleSettings throttle(Environment environment) {
        return new ThrottleSettings(
                number(environment.find(KnownSettings.MAX_ROWS_PER_SECOND)),
                number(environment.find(KnownSettings.MAX_THREADS_RUNNING)),
                environment.find(KnownSettings.MAX_REPLICA_LAG),
                environment.find(KnownSettings.REPLICA_URL),
                environment.find(KnownSettings.HEARTBEAT));
    }

    private static OptionalLong number(Optional<Long> value) {
        return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private static int order(SettingFault fault) {
        var names = KnownSettings.ALL.stream().map(Setting::name).toList();
        return names.contains(fault.name()) ? names.indexOf(fault.name()) : names.size();
    }
}
