package dev.afterdelete.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The tables that Afterdelete has of its own. */
public final class OutboxSchema {
    private static final String RESOURCE = "/afterdelete.sql";

    private OutboxSchema() {}

    /** The statements that create them, with comments, as they are to be read and run. */
    public static String ddl() {
        try (var stream = Objects.requireNonNull(OutboxSchema.class.getResourceAsStream(RESOURCE))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the bundled " + RESOURCE + " cannot be read", unreadable);
        }
    }

    /**
     * Creates the tables. <b>Idempotent</b>: one that exists stays as it is.
     *
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    public static void apply(JdbcSession session) {
        session.transact(connection -> {
            try (var statement = connection.createStatement()) {
                for (var text : ddl().split(";\\s*(\\R|$)", -1)) {
                    if (!withoutComments(text).isBlank()) {
                        statement.execute(text);
                    }
                }
                return statement;
            }
        });
    }

    private static String withoutComments(String text) {
        return text.replaceAll("(?m)^--.*$", "");
    }
}
