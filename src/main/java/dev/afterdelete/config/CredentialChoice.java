package dev.afterdelete.config;

import static dev.afterdelete.config.KnownSettings.DB_PASSWORD;
import static dev.afterdelete.config.KnownSettings.DB_SECRET;
import static dev.afterdelete.config.KnownSettings.DB_USER;

import dev.afterdelete.config.DatabaseSettings.Credential;
import dev.afterdelete.config.DatabaseSettings.Password;
import dev.afterdelete.config.SettingsException.SettingFault;
import java.util.List;
import java.util.Optional;

/** Password or secret: exactly one. */
record CredentialChoice(Environment environment) {
    /** The credential; empty when there is a fault. */
    Optional<Credential> find() {
        return password().<Credential>map(chosen -> chosen).or(() -> environment.find(DB_SECRET));
    }

    List<SettingFault> faults() {
        var password = password();
        if (password.isPresent() && environment.has(DB_SECRET)) {
            return List.of(
                    new SettingFault(DB_PASSWORD.name(), "expected this or %s, were both".formatted(DB_SECRET.name())));
        }
        if (password.isEmpty() && !environment.has(DB_SECRET)) {
            return List.of(new SettingFault(
                    DB_PASSWORD.name(), "is missing; expected this or %s".formatted(DB_SECRET.name())));
        }
        var lacksUser = password.isPresent() && !environment.has(DB_USER);
        return lacksUser
                ? List.of(new SettingFault(
                        DB_USER.name(), "is missing; expected the user of %s".formatted(DB_PASSWORD.name())))
                : List.of();
    }

    /** An empty password is one where nothing is said of a secret; beside an empty secret it is none. */
    private Optional<Password> password() {
        var empty = environment.isEmpty(DB_PASSWORD) && !environment.isThere(DB_SECRET);
        return empty ? Optional.of(new Password("")) : environment.find(DB_PASSWORD);
    }
}
