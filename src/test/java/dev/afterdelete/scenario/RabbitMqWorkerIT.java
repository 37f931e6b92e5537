package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.local.JavaProcess;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnRabbitMq;
import dev.afterdelete.local.RabbitMqServer;
import dev.afterdelete.local.Resources;
import dev.afterdelete.local.Servers;
import dev.afterdelete.rabbit.RabbitMq;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker as a process of its own, on RabbitMQ. */
@OnRabbitMq
class RabbitMqWorkerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RabbitMqServer server;
    private final String name = RabbitMqServer.freshName();
    private final RabbitMq rabbit;
    private final LocalDatabase database;
    private final Recipes recipes;
    private final Resources open = new Resources();

    RabbitMqWorkerIT(RabbitMqServer server) throws SQLException {
        this.server = server;
        this.rabbit = server.withTopology(name);
        this.database = open.add(Servers.embedded()).database().address().createFresh();
        this.recipes = Recipes.load(database, 40);
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void itCarriesOutWhatTheQueueHoldsLoadsNothingOfAwsAndSaysHowMuchWaits(@TempDir Path directory)
            throws SQLException, IOException {
        var staying = recipes.contentsWithout(1, 2, 3);
        send("{\"id\":1,\"action\":\"deleted\"}");
        send("{\"id\":2,\"action\":\"deleted\"}");
        send("{\"id\":3,\"action\":\"deleted\"}");
        send("not JSON");
        var log = directory.resolve("classes.log");
        var worker = start(Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log), "--until-empty");
        assertThat(worker.awaitExit(PATIENCE)).as("%s", worker.output().all()).isZero();
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(worker.output().all())
                .contains("worker: 4 messages ended, 0 failed and come again")
                .anyMatch(line -> line.contains("\"Done\":3") && line.contains("\"QueueWaiting\":"));
        assertThat(server.ready(name)).isZero();
        try (var letters = rabbit.deadLetters()) {
            assertThat(letters.take(PATIENCE)).singleElement().satisfies(letter -> {
                assertThat(letter.code()).isEqualTo("MALFORMED_JSON");
                assertThat(letter.reason()).isPresent();
            });
        }
        assertThat(Files.readString(log)).contains("com.rabbitmq.client").doesNotContain("software.amazon.awssdk");
    }

    @Test
    void toldToEndItExitsWithZeroAndItsHealthWasToBeHad() throws Exception {
        var worker = start(Map.of(), "--health-port", "0");
        var said = worker.output().await(line -> line.contains("worker: health at "), PATIENCE);
        var health = URI.create(said.orElseThrow().replace("worker: health at ", ""));
        send("{\"id\":1,\"action\":\"deleted\"}");
        assertThat(worker.output().await(line -> line.contains("\"Done\":1"), PATIENCE))
                .as("%s", worker.output().all())
                .isPresent();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        worker.terminate();
        assertThat(worker.awaitExit(Duration.ofSeconds(25))).isZero();
    }

    @Test
    void aQueueThatIsNotDeclaredEndsItAtOnceWithTheHint() {
        var worker = start(RabbitMqServer.settings(server.port(), name + "-of-nobody"));
        assertThat(worker.awaitExit(PATIENCE)).isEqualTo(2);
        assertThat(worker.output().all()).anyMatch(line -> line.contains("afterdelete queue"));
    }

    @Test
    void withNothingToDoItSaysHowMuchWaitsAllTheSame() {
        var worker = start(Map.of());
        assertThat(worker.output()
                        .await(
                                line -> line.contains("\"QueueWaiting\":0") && line.contains("\"QueueDeadLetters\":0"),
                                PATIENCE))
                .as("%s", worker.output().all())
                .isPresent();
        worker.terminate();
        assertThat(worker.awaitExit(Duration.ofSeconds(25))).isZero();
    }

    @Test
    void whileTheBrokerIsAwayAtItsStartItWaitsSaysSoAndEndsWhenItIsTold() {
        var worker = start(RabbitMqServer.settings(1, name));
        assertThat(worker.output().await(line -> line.contains("\"QueueFaults\":"), PATIENCE))
                .as("%s", worker.output().all())
                .isPresent();
        assertThat(worker.output().all()).anyMatch(line -> line.contains("127.0.0.1:1, virtual host /"));
        worker.terminate();
        assertThat(worker.awaitExit(Duration.ofSeconds(25))).isZero();
    }

    private JavaProcess start(Map<String, String> more, String... options) {
        var environment = new HashMap<>(database.settings());
        environment.putAll(RabbitMqServer.settings(server.port(), name));
        environment.putAll(more);
        var arguments = new String[options.length + 1];
        arguments[0] = "worker";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return open.add(JavaProcess.commandLine(environment, arguments));
    }

    private void send(String body) {
        try (var publisher = rabbit.publisher(Approval.NONE)) {
            assertThat(publisher.publish(List.of(new OutgoingMessage(body, Optional.empty()))))
                    .containsExactly(Optional.empty());
        }
    }
}
