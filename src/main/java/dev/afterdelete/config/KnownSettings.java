package dev.afterdelete.config;

import dev.afterdelete.config.DatabaseSettings.Password;
import dev.afterdelete.config.DatabaseSettings.Secret;
import dev.afterdelete.config.Settings.Heartbeat;
import dev.afterdelete.config.Settings.LogLevel;
import dev.afterdelete.config.Settings.OrphanSettings;
import dev.afterdelete.config.queue.QueueAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Every setting there is: the one table that reading, reports and documents are made from. */
final class KnownSettings {
    static final Setting<String> DB_URL = Setting.required(
            "DB_URL", JdbcUrl.FORM, "The database. One host; user and password have settings of their own.");

    static final Setting<String> DB_USER = Setting.optional(
            "DB_USER",
            TextForms.USER,
            "The database user. With `AFTERDELETE_DB_SECRET` it overrides the secret's `username`.");

    static final Setting<Password> DB_PASSWORD = Setting.optional(
            "DB_PASSWORD", TextForms.PASSWORD, "The user's password. Either this or `AFTERDELETE_DB_SECRET`.");

    static final Setting<Secret> DB_SECRET = Setting.optional(
            "DB_SECRET",
            TextForms.SECRET,
            "The secret in Secrets Manager that holds `{\"username\": …, \"password\": …}`. Read when the first connection is opened, and again when the database refuses what it said.");

    static final Setting<Path> RELATIONS =
            Setting.optional("RELATIONS", TextForms.PATH, "The declaration. Without it, the bundled `relations.yaml`.");

    static final Setting<QueueAddress> QUEUE_URL = Setting.optional(
            "QUEUE_URL",
            TextForms.QUEUE,
            "Where messages and continuations are sent, on SQS or on RabbitMQ: the scheme chooses. Without `?queue=` the name is `afterdelete`.");

    static final Setting<String> QUEUE_USER = Setting.optional(
            "QUEUE_USER",
            TextForms.QUEUE_USER,
            "RabbitMQ's user, unless the URL says it. With `AFTERDELETE_QUEUE_SECRET` it overrides the secret's `username`.");

    static final Setting<Password> QUEUE_PASSWORD = Setting.optional(
            "QUEUE_PASSWORD",
            TextForms.PASSWORD,
            "That user's password. Either this, `AFTERDELETE_QUEUE_SECRET`, or both in the URL.");

    static final Setting<Secret> QUEUE_SECRET = Setting.optional(
            "QUEUE_SECRET",
            TextForms.SECRET,
            "The secret in Secrets Manager that holds RabbitMQ's `{\"username\": …, \"password\": …}`.");

    static final Setting<URI> DEAD_LETTER_QUEUE_URL = Setting.optional(
            "DEAD_LETTER_QUEUE_URL",
            TextForms.SQS_QUEUE,
            "Where refused messages are sent with their code. Without it they are reported as failed, and SQS moves them there in the end. Not with RabbitMQ, where they go to `NAME.dead-letters`.");

    static final Setting<Strategy> STRATEGY = Setting.withDefault(
            "STRATEGY", "queue", Form.choice(Strategy.class), "How the HTTP API carries out a delete.");

    static final Setting<Duration> INLINE_BUDGET = Setting.withDefault(
            "INLINE_BUDGET",
            "PT2S",
            Form.duration("PT0.1S", "PT25S"),
            "How long a request may work on a cascade before the rest goes to the queue.");

    static final Setting<Long> MAX_ROWS = Setting.withDefault(
            "MAX_ROWS", "5000", Form.whole("rows", 1, 50_000), "The most row changes of one transaction.");

    static final Setting<Duration> TARGET_TIME = Setting.withDefault(
            "TARGET_TIME",
            "PT0.5S",
            Form.duration("PT0.05S", "PT10S"),
            "How long a transaction should last at most: its size follows the measured time. Less than `AFTERDELETE_SOCKET_TIMEOUT`.");

    static final Setting<Duration> TIME_RESERVE = Setting.withDefault(
            "TIME_RESERVE",
            "PT5S",
            Form.duration("PT1S", "PT5M"),
            "No attempt begins when less than this is left of an invocation. At least `AFTERDELETE_TARGET_TIME` and `AFTERDELETE_LOCK_WAIT_TIMEOUT` together.");

    static final Setting<Long> MAX_ROWS_PER_SECOND = Setting.optional(
            "MAX_ROWS_PER_SECOND",
            Form.whole("rows", 1, 1_000_000),
            "The most row changes in a second, of each process by itself. Unset: as many as the database takes.");

    static final Setting<Long> MAX_THREADS_RUNNING = Setting.optional(
            "MAX_THREADS_RUNNING",
            Form.whole("threads", 2, 100_000),
            "Nothing begins while the server's `Threads_running`, our own among them, is higher. Unset: it is not asked.");

    static final Setting<Duration> MAX_REPLICA_LAG = Setting.optional(
            "MAX_REPLICA_LAG",
            Form.duration("PT0.1S", "PT1H"),
            "Nothing begins while a replica is further behind. Unset: it is not asked.");

    static final Setting<String> REPLICA_URL = Setting.optional(
            "REPLICA_URL",
            JdbcUrl.FORM,
            "The replica that `AFTERDELETE_MAX_REPLICA_LAG` is about; user and password as for the database. Without it the database itself is asked, which knows of its replicas on Vitess.");

    static final Setting<Heartbeat> HEARTBEAT = Setting.optional(
            "HEARTBEAT",
            TextForms.HEARTBEAT,
            "A column of a table on `AFTERDELETE_REPLICA_URL` in which the newest time, in UTC, is replicated, such as `percona.heartbeat.ts`. Without it, the replica's own status is read.");

    static final Setting<Long> RESTRICT_PATIENCE = Setting.withDefault(
            "RESTRICT_PATIENCE",
            "3",
            Form.whole("deliveries", 1, 1_000),
            "How often a message is delivered before it is refused because child rows that would stay forbid it, or a later key update overtook it: another message may still change that. Less than the queue's `maxReceiveCount`.");

    static final Setting<Duration> CONNECT_TIMEOUT = Setting.withDefault(
            "CONNECT_TIMEOUT", "PT3S", Form.duration("PT0.1S", "PT1M"), "How long opening a connection may take.");

    static final Setting<Duration> SOCKET_TIMEOUT = Setting.withDefault(
            "SOCKET_TIMEOUT",
            "PT20S",
            Form.duration("PT1S", "PT10M"),
            "How long the database may take to answer before the connection is given up.");

    static final Setting<Duration> LOCK_WAIT_TIMEOUT = Setting.withDefault(
            "LOCK_WAIT_TIMEOUT",
            "PT1S",
            Form.seconds("PT1S", "PT5M"),
            "How long a statement waits for the lock of a row or a table, in whole seconds. Less than `AFTERDELETE_SOCKET_TIMEOUT`.");

    static final Setting<Duration> RELAY_AFTER = Setting.withDefault(
            "RELAY_AFTER",
            "PT1M",
            Form.duration("PT1S", "P1D"),
            "How long the relay leaves an outbox row alone after it was sent or suspended; each further rest is twice as long. At least as long as an invocation or a worker's batch may last, lest two work on one cascade.");

    static final Setting<Duration> RELAY_CEILING = Setting.withDefault(
            "RELAY_CEILING", "PT1H", Form.duration("PT1S", "P7D"), "No rest of the relay is longer.");

    static final Setting<Long> STUCK_TRIES = Setting.withDefault(
            "STUCK_TRIES",
            "6",
            Form.whole("tries", 1, 1_000_000),
            "How often the relay has sent an outbox row without its cascade getting on, before the row counts as stuck.");

    static final Setting<Duration> TRACE = Setting.withDefault(
            "TRACE",
            "P14D",
            Form.duration("PT1H", "P365D"),
            "How long the outbox keeps key updates that are done, so that one which comes late finds out where the row went.");

    static final Setting<OrphanSettings.Choice> ORPHANS = Setting.withDefault(
            "ORPHANS",
            "off",
            Form.choice(OrphanSettings.Choice.class),
            "Whether the sweep spends the time that it has left on the orphan scan, and whether that fixes what it finds.");

    static final Setting<Duration> ORPHANS_CONFIRM_AFTER = Setting.withDefault(
            "ORPHANS_CONFIRM_AFTER",
            "PT10M",
            Form.duration("PT1S", "P7D"),
            "Orphans are fixed when two passes found them, at least so far apart. The sweep begins no pass sooner after the last one began. Longer than an application may take between a child and its parent.");

    static final Setting<LogLevel> LOG_LEVEL = Setting.withDefault(
            "LOG_LEVEL",
            "info",
            Form.choice(LogLevel.class),
            "The least that log lines tell. Metrics lines are always written.");

    /** All of them, in the order of documents and reports. */
    static final List<Setting<?>> ALL = List.of(
            DB_URL,
            DB_USER,
            DB_PASSWORD,
            DB_SECRET,
            RELATIONS,
            QUEUE_URL,
            QUEUE_USER,
            QUEUE_PASSWORD,
            QUEUE_SECRET,
            DEAD_LETTER_QUEUE_URL,
            STRATEGY,
            INLINE_BUDGET,
            MAX_ROWS,
            TARGET_TIME,
            TIME_RESERVE,
            MAX_ROWS_PER_SECOND,
            MAX_THREADS_RUNNING,
            MAX_REPLICA_LAG,
            REPLICA_URL,
            HEARTBEAT,
            RESTRICT_PATIENCE,
            CONNECT_TIMEOUT,
            SOCKET_TIMEOUT,
            LOCK_WAIT_TIMEOUT,
            RELAY_AFTER,
            RELAY_CEILING,
            STUCK_TRIES,
            TRACE,
            ORPHANS,
            ORPHANS_CONFIRM_AFTER,
            LOG_LEVEL);

    private KnownSettings() {}
}
