package dev.afterdelete.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.BuiltinExchangeType;
import dev.afterdelete.local.JavaProcess;
import dev.afterdelete.local.OnRabbitMq;
import dev.afterdelete.local.RabbitMqServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnRabbitMq
class QueueCommandIT {
    private final RabbitMqServer server;
    private final String name = RabbitMqServer.freshName();

    QueueCommandIT(RabbitMqServer server) {
        this.server = server;
    }

    @Test
    void whatIsMissingIsSaidAndMadeWhenAsked() {
        assertThat(run("queue").code()).isEqualTo(1);
        assertThat(run("queue").out()).contains("missing   queue " + name, "--apply");
        assertThat(run("queue", "--apply").code()).isZero();
        assertThat(run("queue").out()).contains("there     exchange " + name).doesNotContain("missing");
        assertThat(run("queue").code()).isZero();
    }

    /** Standard error is in it, too, where a library would complain. */
    @Test
    void asAProcessItSaysALineForEachThingAndNothingElse() {
        var settings = environment(RabbitMqServer.settings(server.port(), name));
        try (var process = JavaProcess.commandLine(settings, "queue", "--apply")) {
            assertThat(process.awaitExit(Duration.ofSeconds(60))).isZero();
            process.output().await(line -> line.contains("rest-300s"), Duration.ofSeconds(5));
            assertThat(process.output().all()).hasSize(9).allMatch(line -> line.startsWith("made "));
        }
    }

    @Test
    void aDifferenceIsNamedAndNothingIsChanged() {
        server.ask(channel -> channel.exchangeDeclare(name, BuiltinExchangeType.FANOUT, true));
        var applied = run("queue", "--apply");
        assertThat(applied.code()).isEqualTo(1);
        assertThat(applied.out()).contains("different exchange " + name, "fanout", "Nothing was changed");
    }

    @Test
    void whatHasToBeThereIsPrintedWithoutAsking() {
        var printed = CommandLineRun.with(environment(RabbitMqServer.settings(1, "cleanup")), "queue", "--print");
        assertThat(printed.code()).isZero();
        assertThat(printed.out())
                .contains("exchange cleanup: direct, durable", "x-delivery-limit: 60", "queue cleanup.rest-64s")
                .contains("binding cleanup.dead-letters -> cleanup.dead-letters, key cleanup.dead-letters");
    }

    @Test
    void aQueueOfSqsIsNotForThis() {
        var refused = CommandLineRun.with(
                environment(Map.of("AFTERDELETE_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/1/q")), "queue");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("template.yaml");
    }

    private CommandLineRun run(String... arguments) {
        return CommandLineRun.with(environment(RabbitMqServer.settings(server.port(), name)), arguments);
    }

    private static Map<String, String> environment(Map<String, String> queue) {
        var environment = new HashMap<>(queue);
        environment.put("AFTERDELETE_DB_URL", "jdbc:mysql://127.0.0.1:1/none");
        environment.put("AFTERDELETE_DB_USER", "nobody");
        environment.put("AFTERDELETE_DB_PASSWORD", "");
        return environment;
    }
}
