package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A queue that takes connections and never answers: functions give it up before Lambda gives them up. */
@OnEveryServer
class SilentQueueIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private final Recipes recipes;
    private final Deployment deployment;
    private final ServerSocket silent;

    SilentQueueIT(LocalDatabase database, SqsClient sqs) throws SQLException, IOException {
        this.recipes = Recipes.load(database, 50);
        this.silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var url = "http://127.0.0.1:%d/000000000000/silent".formatted(silent.getLocalPort());
        this.deployment = Deployment.on(database, QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3))
                .with("QUEUE_URL", url)
                .with("DEAD_LETTER_QUEUE_URL", url + "-dead-letters")
                .within(TIMEOUT);
    }

    @AfterEach
    void close() throws IOException {
        deployment.close();
        silent.close();
    }

    @Test
    void deadLettersThatNobodyTakesAreReportedInTimeAndTheGoodAreDone() throws SQLException {
        var staying = recipes.contentsWithout(1);
        var batch = DirectBatch.ofIds(1);
        for (var poison = 0; poison < 25; poison++) {
            batch.add("p" + poison, "not JSON");
        }
        var begin = System.nanoTime();
        assertThat(batch.failuresOf(deployment.cleanup())).hasSize(25).doesNotContain("m1");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TIMEOUT);
        assertThat(recipes.contents()).isEqualTo(staying);
    }
}
