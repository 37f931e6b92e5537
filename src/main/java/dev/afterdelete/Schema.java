package dev.afterdelete;

import dev.afterdelete.jdbc.OutboxSchema;
import dev.afterdelete.jdbc.schema.SchemaReader;
import dev.afterdelete.live.LiveDatabase;
import java.util.Map;

/** The tables of a database: our own, and those of the application. */
public final class Schema {
    private Schema() {}

    /** The statements that create the tables of our own. */
    public static String ddl() {
        return OutboxSchema.ddl();
    }

    /**
     * Creates the tables of our own in the database that {@code environment} names. The declaration is not held against
     * it.
     *
     * @throws RuntimeException when a setting cannot be used, or the database does not do it
     */
    public static void apply(Map<String, String> environment) {
        try (var session = Sessions.bare(environment)) {
            OutboxSchema.apply(session);
        }
    }

    /**
     * What the database that {@code environment} names looks like to its user.
     *
     * @throws RuntimeException when a setting cannot be used, or the database does not answer
     */
    public static LiveDatabase read(Map<String, String> environment) {
        try (var session = Sessions.bare(environment)) {
            return SchemaReader.read(session);
        }
    }
}
