package dev.afterdelete.config;

import static dev.afterdelete.config.KnownSettings.DEAD_LETTER_QUEUE_URL;
import static dev.afterdelete.config.KnownSettings.HEARTBEAT;
import static dev.afterdelete.config.KnownSettings.LOCK_WAIT_TIMEOUT;
import static dev.afterdelete.config.KnownSettings.MAX_REPLICA_LAG;
import static dev.afterdelete.config.KnownSettings.QUEUE_URL;
import static dev.afterdelete.config.KnownSettings.RELAY_AFTER;
import static dev.afterdelete.config.KnownSettings.RELAY_CEILING;
import static dev.afterdelete.config.KnownSettings.REPLICA_URL;
import static dev.afterdelete.config.KnownSettings.SOCKET_TIMEOUT;
import static dev.afterdelete.config.KnownSettings.TARGET_TIME;
import static dev.afterdelete.config.KnownSettings.TIME_RESERVE;

import dev.afterdelete.config.SettingsException.SettingFault;
import dev.afterdelete.config.queue.QueueAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds settings against each other, where each can be used by itself. */
final class CrossChecks {
    private final Environment environment;

    private CrossChecks(Environment environment) {
        this.environment = environment;
    }

    /** The settings that do not go together. */
    static List<SettingFault> faults(Environment environment) {
        var checks = new CrossChecks(environment);
        return Stream.of(
                        checks.lessThanSocketTimeout(TARGET_TIME),
                        checks.lessThanSocketTimeout(LOCK_WAIT_TIMEOUT),
                        checks.reserveForTheLastAttempt(),
                        checks.relayCeiling(),
                        checks.nothingWithout(REPLICA_URL, MAX_REPLICA_LAG),
                        checks.nothingWithout(HEARTBEAT, REPLICA_URL),
                        checks.deadLettersElsewhere())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<SettingFault> lessThanSocketTimeout(Setting<Duration> setting) {
        var limit = environment.find(SOCKET_TIMEOUT);
        return environment
                .find(setting)
                .filter(time ->
                        limit.filter(socket -> time.compareTo(socket) >= 0).isPresent())
                .map(time -> fault(setting, "less than %s, %s".formatted(SOCKET_TIMEOUT.name(), limit.get()), time));
    }

    /** An attempt that begins with the last of the time may wait for a lock, and then work. */
    private Optional<SettingFault> reserveForTheLastAttempt() {
        var attempt = environment
                .find(TARGET_TIME)
                .flatMap(target -> environment.find(LOCK_WAIT_TIMEOUT).map(target::plus));
        return environment
                .find(TIME_RESERVE)
                .filter(reserve ->
                        attempt.filter(needed -> reserve.compareTo(needed) < 0).isPresent())
                .map(reserve -> fault(
                        TIME_RESERVE,
                        "at least %s and %s together, %s"
                                .formatted(TARGET_TIME.name(), LOCK_WAIT_TIMEOUT.name(), attempt.get()),
                        reserve));
    }

    private Optional<SettingFault> relayCeiling() {
        var ceiling = environment.find(RELAY_CEILING);
        return environment
                .find(RELAY_AFTER)
                .filter(after ->
                        ceiling.filter(most -> after.compareTo(most) > 0).isPresent())
                .map(after ->
                        fault(RELAY_AFTER, "at most %s, %s".formatted(RELAY_CEILING.name(), ceiling.get()), after));
    }

    private Optional<SettingFault> nothingWithout(Setting<?> setting, Setting<?> needed) {
        return environment.has(setting) && !environment.has(needed)
                ? Optional.of(new SettingFault(setting.name(), "means nothing without " + needed.name()))
                : Optional.empty();
    }

    private Optional<SettingFault> deadLettersElsewhere() {
        return environment.find(QUEUE_URL).flatMap(address -> switch (address) {
            case QueueAddress.Sqs(var url) ->
                environment
                        .find(DEAD_LETTER_QUEUE_URL)
                        .filter(url::equals)
                        .map(_ -> new SettingFault(
                                DEAD_LETTER_QUEUE_URL.name(), "expected another queue than " + QUEUE_URL.name()));
            case QueueAddress.RabbitMq(var _, var name) ->
                environment.has(DEAD_LETTER_QUEUE_URL)
                        ? Optional.of(new SettingFault(
                                DEAD_LETTER_QUEUE_URL.name(),
                                "means nothing with RabbitMQ: dead letters go to %s.dead-letters there"
                                        .formatted(name)))
                        : Optional.empty();
        });
    }

    private static SettingFault fault(Setting<?> setting, String expected, Duration was) {
        return new SettingFault(setting.name(), "expected %s, was %s".formatted(expected, was));
    }
}
