package dev.afterdelete.config;

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
}
