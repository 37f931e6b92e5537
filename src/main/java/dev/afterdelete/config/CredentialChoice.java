package dev.afterdelete.config;

import static dev.afterdelete.config.KnownSettings.DB_PASSWORD;
import static dev.afterdelete.config.KnownSettings.DB_SECRET;
import static dev.afterdelete.config.KnownSettings.DB_USER;
import static dev.afterdelete.config.KnownSettings.QUEUE_PASSWORD;
import static dev.afterdelete.config.KnownSettings.QUEUE_SECRET;
import static dev.afterdelete.config.KnownSettings.QUEUE_URL;
import static dev.afterdelete.config.KnownSettings.QUEUE_USER;

import dev.afterdelete.config.DatabaseSettings.Credential;
import dev.afterdelete.config.DatabaseSettings.Password;
import dev.afterdelete.config.Settings.BrokerLogin;
import dev.afterdelete.config.SettingsException.SettingFault;
import dev.afterdelete.config.queue.BrokerAddress.UrlLogin;
import dev.afterdelete.config.queue.QueueAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Password or secret: exactly one, of the database and of RabbitMQ where that is the queue's. */
record CredentialChoice(Environment environment) {
    /** The credential of the database; empty when there is a fault. */
    Optional<Credential> find() {
        return password().<Credential>map(chosen -> chosen).or(() -> environment.find(DB_SECRET));
    }

    /** Who we are to RabbitMQ; empty when the queue is none of it, or there is a fault. */
    Optional<BrokerLogin> findBrokerLogin() {
        return urlLogin()
                .map(login -> new BrokerLogin(Optional.of(login.user()), new Password(login.password())))
                .or(() -> environment
                        .find(QUEUE_PASSWORD)
                        .<Credential>map(chosen -> chosen)
                        .or(() -> environment.find(QUEUE_SECRET))
                        .map(credential -> new BrokerLogin(environment.find(QUEUE_USER), credential)));
    }

    List<SettingFault> faults() {
        return Stream.of(databaseFault(), brokerFault())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<SettingFault> databaseFault() {
        var password = password();
        if (password.isPresent() && environment.has(DB_SECRET)) {
            return fault(DB_PASSWORD, "expected this or %s, were both".formatted(DB_SECRET.name()));
        }
        if (password.isEmpty() && !environment.has(DB_SECRET)) {
            return fault(DB_PASSWORD, "is missing; expected this or %s".formatted(DB_SECRET.name()));
        }
        return password.isPresent() && !environment.has(DB_USER)
                ? fault(DB_USER, "is missing; expected the user of %s".formatted(DB_PASSWORD.name()))
                : Optional.empty();
    }

    private Optional<SettingFault> brokerFault() {
        var said = Stream.of(QUEUE_USER, QUEUE_PASSWORD, QUEUE_SECRET)
                .filter(environment::has)
                .findFirst();
        if (!isOnRabbitMq()) {
            return said.flatMap(setting ->
                    environment.has(QUEUE_URL) && environment.find(QUEUE_URL).isEmpty()
                            ? Optional.empty() // the URL has a fault of its own
                            : fault(setting, "means nothing without an amqp(s) URL in " + QUEUE_URL.name()));
        }
        if (urlLogin().isPresent()) {
            return said.flatMap(
                    setting -> fault(setting, "expected this or a login in %s, were both".formatted(QUEUE_URL.name())));
        }
        if (environment.has(QUEUE_PASSWORD) && environment.has(QUEUE_SECRET)) {
            return fault(QUEUE_PASSWORD, "expected this or %s, were both".formatted(QUEUE_SECRET.name()));
        }
        if (!environment.has(QUEUE_PASSWORD) && !environment.has(QUEUE_SECRET)) {
            return fault(QUEUE_PASSWORD, "is missing; expected this or %s".formatted(QUEUE_SECRET.name()));
        }
        return environment.has(QUEUE_PASSWORD) && !environment.has(QUEUE_USER)
                ? fault(QUEUE_USER, "is missing; expected the user of %s".formatted(QUEUE_PASSWORD.name()))
                : Optional.empty();
    }

    private boolean isOnRabbitMq() {
        return environment
                .find(QUEUE_URL)
                .filter(QueueAddress.RabbitMq.class::isInstance)
                .isPresent();
    }

    private Optional<UrlLogin> urlLogin() {
        return environment.find(QUEUE_URL).flatMap(address -> switch (address) {
            case QueueAddress.RabbitMq rabbitMq -> rabbitMq.broker().login();
            case QueueAddress.Sqs _ -> Optional.empty();
        });
    }

    /** An empty password is one where nothing is said of a secret; beside an empty secret it is none. */
    private Optional<Password> password() {
        var empty = environment.isEmpty(DB_PASSWORD) && !environment.isThere(DB_SECRET);
        return empty ? Optional.of(new Password("")) : environment.find(DB_PASSWORD);
    }

    private static Optional<SettingFault> fault(Setting<?> setting, String matter) {
        return Optional.of(new SettingFault(setting.name(), matter));
    }
}
