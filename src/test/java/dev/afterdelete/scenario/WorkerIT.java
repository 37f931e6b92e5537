package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.JavaProcess;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.Resources;
import dev.afterdelete.local.SqsClients;
import dev.afterdelete.local.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The worker as a process of its own, on a real queue. */
@OnEveryServer
class WorkerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalDatabase database;
    private final QueuePair queues;
    private final Recipes recipes;
    private final Resources open = new Resources();

    WorkerIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.database = database;
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(8), 1_000);
        this.recipes = Recipes.load(database, 40);
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void itCarriesOutWhatTheQueueHoldsLoadsNothingOfRabbitMqAndSaysSo(@TempDir Path directory)
            throws SQLException, IOException {
        var log = directory.resolve("classes.log");
        var staying = recipes.contentsWithout(1, 2, 3);
        send(1, 2, 3);
        queues.send("not JSON");
        var worker = start(Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log), "--until-empty");
        assertThat(worker.awaitExit(PATIENCE)).as("%s", worker.output().all()).isZero();
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(worker.output().all())
                .contains("worker: 4 messages ended, 0 failed and come again")
                .anyMatch(line -> line.contains("\"Function\":\"worker\"") && line.contains("\"Done\":3"));
        assertThat(queues.messages()).isZero();
        assertThat(Letter.takeAll(queues)).extracting(Letter::code).containsExactly("MALFORMED_JSON");
        assertThat(Files.readString(log))
                .contains("software.amazon.awssdk")
                .doesNotContain("com.rabbitmq", "dev.afterdelete.rabbit");
    }

    @Test
    void toldToEndItExitsWithZeroAndKeepsNothing() throws SQLException {
        var staying = recipes.contentsWithout(1, 2);
        var worker = start(Map.of());
        send(1);
        assertThat(worker.output().await(line -> line.contains("\"Done\":1"), PATIENCE))
                .isPresent();
        worker.terminate();
        send(2); // to a poll that nobody needs any more, or just before that
        assertThat(worker.awaitExit(Duration.ofSeconds(25))).isZero();
        assertThat(start(Map.of(), "--until-empty").awaitExit(PATIENCE)).isZero();
        assertThat(recipes.contents()).isEqualTo(staying);
    }

    @Test
    void whileTheDatabaseIsAwayItWaitsAndThenFinishes() throws SQLException {
        var staying = recipes.contentsWithout(1);
        try (var proxy = TcpProxy.start(database.server())) {
            proxy.refuse();
            var worker = start(Map.of("AFTERDELETE_DB_URL", proxy.urlOf(database)));
            send(1);
            assertThat(worker.output().await(line -> line.contains("CANNOT_CONNECT"), PATIENCE))
                    .isPresent();
            proxy.accept();
            assertThat(worker.output().await(line -> line.contains("\"Done\":1"), PATIENCE))
                    .as("%s", worker.output().all())
                    .isPresent();
            assertThat(worker.isAlive()).isTrue();
        }
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(queues.deadLetters()).isZero();
    }

    @Test
    void aQueueThatCannotBeUsedEndsItAtOnceWithTheReason() {
        var nobody = start(Map.of("AFTERDELETE_QUEUE_URL", queues.url() + "-of-nobody"));
        assertThat(nobody.awaitExit(PATIENCE)).isEqualTo(2);
        assertThat(nobody.output().all()).anyMatch(line -> line.contains("AFTERDELETE_QUEUE_URL"));
        var tooShort = start(Map.of("AFTERDELETE_TIME_RESERVE", "PT8S"));
        assertThat(tooShort.awaitExit(PATIENCE)).isEqualTo(2);
        assertThat(tooShort.output().all()).anyMatch(line -> line.contains("visibility timeout"));
    }

    private JavaProcess start(Map<String, String> more, String... options) {
        var environment = new HashMap<>(SqsClients.environment());
        environment.putAll(database.settings());
        environment.putAll(queues.settings());
        environment.putAll(more);
        var arguments = new String[options.length + 1];
        arguments[0] = "worker";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return open.add(JavaProcess.commandLine(environment, arguments));
    }

    private void send(long... ids) {
        for (var id : ids) {
            queues.send("{\"id\":%d,\"action\":\"deleted\"}".formatted(id));
        }
    }
}
