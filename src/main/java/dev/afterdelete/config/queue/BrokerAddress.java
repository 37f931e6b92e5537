package dev.afterdelete.config.queue;

import java.util.Optional;

/**
 * Where RabbitMQ is.
 *
 * @param transport what protects the connection
 * @param host its name or address
 * @param port 1 to 65535
 * @param virtualHost its name, {@code /} by default
 * @param login as the URL says it
 */
public record BrokerAddress(Transport transport, String host, int port, String virtualHost, Optional<UrlLogin> login) {
    /** What protects a connection. */
    public enum Transport {
        /** Nothing. */
        PLAIN,
        /** TLS, and the certificate has to be the host's. */
        TLS
    }

    /**
     * User and password that stand in a URL.
     *
     * @param password shows nowhere else
     */
    public record UrlLogin(String user, String password) {
        @Override
        public String toString() {
            return "UrlLogin[user=" + user + "]";
        }
    }
}
