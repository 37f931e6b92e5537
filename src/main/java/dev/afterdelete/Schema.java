package dev.afterdelete;

import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.jdbc.schema.OutboxSchema;
import dev.afterdelete.jdbc.schema.SchemaReader;
import dev.afterdelete.live.LiveDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of a database: our own, and those of the application. */
public final class Schema {
    private Schema() {}

    /** The statements that create the tables of our own, as the declaration {@code graph} needs them. */
    public static String ddl(RelationGraph graph) {
        return OutboxSchema.ddl(graph.shardType().map(Schema::sql));
    }

    /**
     * Creates the tables of our own, as the declaration {@code graph} needs them, in the database that
     * {@code environment} names. The declaration is not held against it.
     *
     * @throws RuntimeException when a setting cannot be used, or the database does not do it
     */
    public static void apply(RelationGraph graph, Map<String, String> environment) {
        try (var session = Sessions.bare(environment)) {
            OutboxSchema.apply(session, graph.shardType().map(Schema::sql));
        }
    }

    /** May have to be narrowed to that of the application's own columns, from which a vindex computes the shard. */
    private static String sql(KeyType type) {
        return switch (type) {
            case INTEGER -> "BIGINT";
            case STRING -> "VARCHAR(255)";
            case BINARY -> "VARBINARY(255)";
        };
    }

    /**
     * What the database that {@code environment} names looks like to its user.
     *
     * @throws RuntimeException when a setting cannot be used, or the database does not answer
     */
    public static LiveDatabase read(Map<String, String> environment) {
        return read(new RelationGraph(List.of(), Optional.empty(), List.of()), environment);
    }

    /**
     * What the database that {@code environment} names looks like to its user, and where a vtgate before it sends the
     * statements of the declaration {@code graph}.
     *
     * @throws RuntimeException when a setting cannot be used, or the database does not answer
     */
    public static LiveDatabase read(RelationGraph graph, Map<String, String> environment) {
        try (var session = Sessions.bare(environment)) {
            return SchemaReader.read(session, graph);
        }
    }
}
