package dev.afterdelete.local;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A database server and a queue server that belong together. Each is started when it is first asked for and then
 * shared.
 */
public final class Servers implements AutoCloseable {
    private final String name;
    private final Supplier<DatabaseServer> startDatabase;
    private final Supplier<QueueServer> startQueue;
    private @Nullable DatabaseServer database;
    private @Nullable QueueServer queue;
    private @Nullable SqsClient sqs;

    private Servers(String name, Supplier<DatabaseServer> startDatabase, Supplier<QueueServer> startQueue) {
        this.name = name;
        this.startDatabase = startDatabase;
        this.startQueue = startQueue;
    }

    /** Servers that come out of a jar; the database keeps a binary log of rows, as MySQL does by default. */
    public static Servers embedded() {
        return new Servers(
                "embedded servers",
                () -> EmbeddedDatabase.start("--log-bin=binlog", "--binlog-format=ROW"),
                EmbeddedQueue::start);
    }

    /** Servers that need Docker. */
    public static Servers containers() {
        return new Servers("containers", ContainerDatabase::start, ContainerQueue::start);
    }

    /** Vitess, which needs Docker too, and a queue that comes out of a jar. */
    public static Servers vitess() {
        return new Servers("Vitess", VitessDatabase::start, EmbeddedQueue::start);
    }

    /** Where they run, for a person. */
    public String name() {
        return name;
    }

    /** The database server; started now unless it was before. */
    public synchronized DatabaseServer database() {
        if (database == null) {
            database = startDatabase.get();
        }
        return database;
    }

    /** A client of the queue server; that is started now unless it was before. */
    public synchronized SqsClient sqs() {
        if (queue == null) {
            queue = startQueue.get();
        }
        if (sqs == null) {
            sqs = SqsClients.of(queue.endpoint());
        }
        return sqs;
    }

    @Override
    public synchronized void close() {
        if (sqs != null) {
            sqs.close();
        }
        if (queue != null) {
            queue.close();
        }
        if (database != null) {
            database.close();
        }
    }
}
