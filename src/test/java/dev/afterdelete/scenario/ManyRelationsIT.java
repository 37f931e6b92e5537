package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LambdaFunction;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.TcpProxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A parent with 59 child tables that are nearly all empty, on a database that is 5 ms away. */
@OnEveryServer
class ManyRelationsIT {
    private static final int RELATIONS = 59;
    private static final Duration ROUND_TRIP = Duration.ofMillis(5);

    private final LocalDatabase database;
    private final TcpProxy proxy;
    private final Deployment deployment;

    ManyRelationsIT(LocalDatabase database, SqsClient sqs, @TempDir Path directory) throws SQLException {
        this.database = database;
        this.proxy = TcpProxy.start(database.server());
        this.deployment = Deployment.on(database, QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3))
                .declaring(directory, declaration())
                .with("DB_URL", proxy.urlOf(database));
        database.runResource("/afterdelete.sql");
        database.run("CREATE TABLE parents (id INT PRIMARY KEY);"
                + tables(number -> "CREATE TABLE child_%d (id INT PRIMARY KEY, parent_id INT, KEY (parent_id));"
                        .formatted(number)));
        database.run("INSERT INTO parents VALUES "
                + IntStream.rangeClosed(1, 202).mapToObj("(%d)"::formatted).collect(Collectors.joining(",")) + ";"
                + "INSERT INTO child_7 VALUES (1, 1), (2, 50), (3, 202); INSERT INTO child_58 VALUES (1, 1), (2, 99);");
    }

    @AfterEach
    void close() {
        deployment.close();
        proxy.close();
    }

    @Test
    void emptyRelationsAreNotVisitedOneByOne() throws SQLException {
        var cleanup = deployment.cleanup();
        DirectBatch.ofIds(999).failuresOf(cleanup); // connects
        proxy.delay(ROUND_TRIP);

        assertThat(roundTrips(cleanup, 1)).isLessThan(10);
        assertThat(roundTrips(cleanup, LongStream.rangeClosed(2, 201).toArray()))
                .isLessThan(10);
        assertThat(TableContents.of(database, "parents").rowsByTable().toString())
                .isEqualTo("{parents=[[202]]}");
        assertThat(TableContents.of(database, "child_7").rowsByTable().toString())
                .isEqualTo("{child_7=[[3, 202]]}");
        assertThat(TableContents.of(database, "child_58").rowsByTable().toString())
                .isEqualTo("{child_58=[]}");
    }

    private int roundTrips(LambdaFunction cleanup, long... ids) {
        proxy.cutAfter(new TcpProxy.Cut(TcpProxy.Side.CLIENT, -1, false));
        var begin = System.nanoTime();
        assertThat(DirectBatch.ofIds(ids).failuresOf(cleanup)).isEmpty();
        var took = Duration.ofNanos(System.nanoTime() - begin);
        var roundTrips = proxy.packets(TcpProxy.Side.CLIENT);
        System.out.printf(
                "%d parents, %d relations, %d ms away: %d round trips, %d ms%n",
                ids.length, RELATIONS, ROUND_TRIP.toMillis(), roundTrips, took.toMillis());
        return roundTrips;
    }

    private static String declaration() {
        return "version: 1\ndefault: parents\nrelations:\n"
                + tables("  - { child: child_%d.parent_id, parent: parents.id, onDelete: cascade }\n"::formatted);
    }

    private static String tables(IntFunction<String> text) {
        return IntStream.rangeClosed(1, RELATIONS).mapToObj(text).collect(Collectors.joining());
    }
}
