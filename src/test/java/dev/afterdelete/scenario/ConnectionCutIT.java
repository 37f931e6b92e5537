package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LambdaFunction;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.TcpProxy;
import dev.afterdelete.local.TcpProxy.Cut;
import dev.afterdelete.local.TcpProxy.Side;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The connection breaks after every packet of a cascade of three levels: between statements, before an answer, in the
 * middle of one, before and after the commit. No message is acknowledged whose cascade is not done, and the next
 * delivery finishes it.
 */
@OnEveryServer
class ConnectionCutIT {
    private static final String RELATIONS = """
            version: 1
            default: a
            relations:
              - { child: b.a_id, parent: a.id, onDelete: cascade }
              - { child: c.b_id, parent: b.id, onDelete: cascade }
            """;

    private static final String TABLES = """
            CREATE TABLE a (id INT PRIMARY KEY);
            CREATE TABLE b (id INT PRIMARY KEY, a_id INT NOT NULL, KEY (a_id));
            CREATE TABLE c (id INT PRIMARY KEY, b_id INT NOT NULL, KEY (b_id));
            """;

    private static final String ROWS = """
            START TRANSACTION;
            REPLACE INTO a VALUES (1), (2), (3);
            REPLACE INTO b VALUES (11, 1), (12, 1), (21, 2), (31, 3);
            REPLACE INTO c VALUES (111, 11), (112, 11), (121, 12), (211, 21), (311, 31);
            REPLACE INTO afterdelete_outbox (id, message)
            VALUES (1, '{"id": 1, "action": "deleted"}'), (2, '{"id": 2, "action": "deleted"}');
            COMMIT;
            """;

    private static final String BYSTANDERS = "[311, 31]";
    private static final String STAYING = "{a=[[3]], b=[[31, 3]], c=[[311, 31]], afterdelete_outbox=[]}";

    /** Fewer than a cascade of three levels takes, so that the tests see when there is nothing to cut. */
    private static final int STATEMENTS = 6;

    private static final DirectBatch BATCH = new DirectBatch()
            .add("m1", "{\"id\":1,\"action\":\"deleted\",\"outbox\":1}")
            .add("m2", "{\"id\":2,\"action\":\"deleted\",\"outbox\":2}");

    private final LocalDatabase database;
    private final TcpProxy proxy;
    private final Deployment deployment;

    ConnectionCutIT(LocalDatabase database, SqsClient sqs, @TempDir Path directory) {
        this.database = database;
        this.proxy = TcpProxy.start(database.server());
        this.deployment = Deployment.on(database, QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3))
                .declaring(directory, RELATIONS)
                .with("DB_URL", proxy.urlOf(database));
    }

    @BeforeEach
    void createTables() throws SQLException {
        database.runResource("/afterdelete.sql");
        database.run(TABLES);
    }

    @AfterEach
    void close() {
        deployment.close();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatBreaksOnceIsOpenedAgainInTheSameInvocation(Side side) throws SQLException {
        var cleanup = deployment.cleanup();
        var packet = 0;
        do {
            prepare(cleanup);
            proxy.cutAfter(new Cut(side, ++packet, false));
            assertThat(BATCH.failuresOf(cleanup)).as("packet " + packet).isEmpty();
            assertThat(contents()).as("packet " + packet).isEqualTo(STAYING);
        } while (proxy.packets(side) >= packet);
        assertThat(packet).isGreaterThan(STATEMENTS);
    }

    @ParameterizedTest
    @EnumSource
    void whileTheDatabaseStaysAwayNothingIsAcknowledgedThatIsNotDone(Side side) throws SQLException {
        var cleanup = deployment.cleanup();
        var packet = 0;
        do {
            prepare(cleanup);
        } while (isCutAndFinishedByTheNextDelivery(new Cut(side, ++packet, true), cleanup));
        assertThat(packet).isGreaterThan(STATEMENTS);
    }

    @Test
    void aDatabaseThatGoesAwayWhileTheConnectionIsOpenedFailsTheBatch() throws SQLException {
        var packet = 0;
        var isCut = true;
        while (isCut) {
            database.run(ROWS);
            try (var cold = deployment.within(Duration.ofSeconds(20))) {
                isCut = isCutAndFinishedByTheNextDelivery(new Cut(Side.CLIENT, ++packet, true), cold.cleanup());
            }
        }
        assertThat(packet).isGreaterThan(STATEMENTS);
    }

    private void prepare(LambdaFunction cleanup) throws SQLException {
        database.run(ROWS);
        DirectBatch.ofIds(99).failuresOf(cleanup); // connects
    }

    /** Delivers the batch over a connection that is cut, looks, and delivers it again over one that is not. */
    private boolean isCutAndFinishedByTheNextDelivery(Cut cut, LambdaFunction cleanup) throws SQLException {
        proxy.cutAfter(cut);
        var acknowledged = BATCH.failuresOf(cleanup).isEmpty();
        var isCut = proxy.packets(cut.side()) >= cut.packet();
        assertThat(contents()).as(cut.toString()).contains(BYSTANDERS);
        if (acknowledged) {
            assertThat(contents()).as(cut.toString()).isEqualTo(STAYING);
        }
        proxy.accept();
        assertThat(BATCH.failuresOf(cleanup)).as(cut.toString()).isEmpty();
        assertThat(contents()).as(cut.toString()).isEqualTo(STAYING);
        return isCut;
    }

    private String contents() throws SQLException {
        return TableContents.of(database, "a", "b", "c", "afterdelete_outbox")
                .rowsByTable()
                .toString();
    }
}
