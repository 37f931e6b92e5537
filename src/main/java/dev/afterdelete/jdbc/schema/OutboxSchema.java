package dev.afterdelete.jdbc.schema;

import dev.afterdelete.jdbc.JdbcSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tables that Afterdelete has of its own. */
public final class OutboxSchema {
    private static final String RESOURCE = "/afterdelete.sql";
    private static final Pattern MESSAGE_COLUMN = Pattern.compile("(?m)^  message ");

    private OutboxSchema() {}

    /**
     * The statements that create them, with comments, as they are to be read and run.
     *
     * @param shardKey the type of the outbox's column {@code shard_key}, as SQL has it; empty where no table is sharded
     */
    public static String ddl(Optional<String> shardKey) {
        return shardKey.map(type -> MESSAGE_COLUMN.matcher(ddl()).replaceFirst(column(type) + "$0"))
                .orElseGet(OutboxSchema::ddl);
    }

    private static String column(String type) {
        return "  shard_key    %s NOT NULL COMMENT 'what the shard column of the rows holds that it is about',%n"
                .formatted(type);
    }

    private static String ddl() {
        try (var stream = Objects.requireNonNull(OutboxSchema.class.getResourceAsStream(RESOURCE))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the bundled " + RESOURCE + " cannot be read", unreadable);
        }
    }

    /**
     * Creates the tables. <b>Idempotent</b>: one that exists stays as it is.
     *
     * @param shardKey the type of the outbox's column {@code shard_key}, as SQL has it; empty where no table is sharded
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    public static void apply(JdbcSession session, Optional<String> shardKey) {
        session.transact(connection -> {
            try (var statement = connection.createStatement()) {
                for (var text : ddl(shardKey).split(";\\s*(\\R|$)", -1)) {
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
