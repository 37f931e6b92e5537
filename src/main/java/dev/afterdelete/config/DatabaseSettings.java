package dev.afterdelete.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the database is, who we are to it, and how long we wait for it.
 *
 * @param url a JDBC URL of one MySQL host, without credentials
 * @param user the database user; present with a {@link Password}, and with a {@link Secret} overriding its own
 * @param credential how the user proves to be it
 * @param connectTimeout how long opening a connection may take
 * @param socketTimeout how long the server may take to answer
 * @param lockWaitTimeout how long a statement waits for the lock of a row or a table; whole seconds
 */
public record DatabaseSettings(
        String url,
        Optional<String> user,
        Credential credential,
        Duration connectTimeout,
        Duration socketTimeout,
        Duration lockWaitTimeout) {

    /** How the database user proves to be it. */
    public sealed interface Credential {}

    /**
     * A password as it is.
     *
     * @param value may be empty; shows nowhere else
     */
    public record Password(String value) implements Credential {
        @Override
        public String toString() {
            return "Password[…]";
        }
    }

    /**
     * A secret in Secrets Manager that holds {@code username} and {@code password}.
     *
     * @param id its name or ARN
     */
    public record Secret(String id) implements Credential {}

    /** All but the properties of the URL, among which there may be the password of a key store. */
    @Override
    public String toString() {
        var question = url.indexOf('?');
        return "DatabaseSettings[url=%s, user=%s, credential=%s, connectTimeout=%s, socketTimeout=%s, lockWaitTimeout=%s]"
                .formatted(
                        question < 0 ? url : url.substring(0, question) + "?…",
                        user.orElse("of the secret"),
                        credential,
                        connectTimeout,
                        socketTimeout,
                        lockWaitTimeout);
    }
}
