package dev.afterdelete.scenario;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.afterdelete.cli.Main;
import dev.afterdelete.local.DockerPresence;
import dev.afterdelete.local.EmbeddedQueue;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.SqsClients;
import dev.afterdelete.local.VitessDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A Vitess of two shards by tenant with the tables of a declaration and Afterdelete's own, where a transaction over two
 * shards is an error; and a queue.
 */
final class ShardedSystem implements AutoCloseable {
    private static final Duration HIDDEN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final VitessDatabase vitess;
    private final LocalDatabase database;
    private final Path directory;
    private final String relations;
    private final EmbeddedQueue queue = EmbeddedQueue.start();
    private final SqsClient sqs = SqsClients.of(queue.endpoint());

    private ShardedSystem(VitessDatabase vitess, LocalDatabase database, Path directory, String relations) {
        this.vitess = vitess;
        this.database = database;
        this.directory = directory;
        this.relations = relations;
    }

    /**
     * Starts it, where there is Docker.
     *
     * @param suite who asks
     * @param tables those that {@code ddl} creates
     * @param directory where files may be written
     * @param relations the declaration of the tables
     * @param flags of the vtgate, beside its own
     */
    static ShardedSystem start(
            String suite, List<String> tables, String ddl, Path directory, String relations, String... flags)
            throws Exception {
        assumeTrue(DockerPresence.here().admits(suite, System.out));
        var all = new String[flags.length + 1];
        all[0] = "--transaction-mode=SINGLE";
        System.arraycopy(flags, 0, all, 1, flags.length);
        var vitess = VitessDatabase.start(all);
        var database = vitess.createSharded(tables, ddl);
        vitess.createOwnTables(Files.writeString(file(directory), relations));
        return new ShardedSystem(vitess, database, directory, relations);
    }

    private static Path file(Path directory) {
        return directory.resolve("relations.yaml");
    }

    LocalDatabase database() {
        return database;
    }

    QueuePair freshQueues() {
        return QueuePair.createFresh(sqs, HIDDEN, 3);
    }

    /** What is deployed on it; it is to be started still. */
    Deployment deployment(QueuePair queues) {
        return Deployment.on(database, queues).declaring(directory, relations).within(PATIENCE);
    }

    /** Runs a command, and returns all that it says. */
    String command(String... arguments) {
        return commandBy(database.url(), arguments);
    }

    /** The same by way of another URL, such as a proxy's. */
    String commandBy(String url, String... arguments) {
        var environment = new HashMap<>(database.settings());
        environment.put("AFTERDELETE_DB_URL", url);
        environment.put("AFTERDELETE_RELATIONS", file(directory).toString());
        var output = new StringWriter();
        var out = new PrintWriter(output, true);
        Main.run(environment, out, out, arguments);
        return output.toString();
    }

    /** The rows of a table, or of a table and a condition. */
    List<String> rows(String from) throws SQLException {
        return List.copyOf(TableContents.of(database, from)
                .rowsByTable()
                .values()
                .iterator()
                .next());
    }

    @Override
    public void close() {
        sqs.close();
        queue.close();
        vitess.close();
    }
}
