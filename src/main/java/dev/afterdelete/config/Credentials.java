package dev.afterdelete.config;

import java.util.Optional;

/**
 * Who we are to the database. The password shows nowhere but in {@link #password()}.
 *
 * @param user the database user
 * @param password may be empty
 */
public record Credentials(String user, String password) {
    @Override
    public String toString() {
        return "Credentials[user=" + user + "]";
    }

    /** Where credentials come from. Asked when a connection is opened, never before. */
    @FunctionalInterface
    public interface Source {
        /** The credentials as they were last known. */
        Credentials current();

        /**
         * Others than {@code refused}, which the database does not accept any more: a password may have been rotated.
         *
         * @return empty where there are no others
         */
        default Optional<Credentials> insteadOf(Credentials refused) {
            return Optional.empty();
        }
    }
}
