package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterdelete.cli.Main;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.SqsClients;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** What a person does with what was refused, from the command line. */
@OnEveryServer
@NotOnVitess("it is about the dead-letter queue; JdbcRefusedDebtsIT runs there")
class RedriveIT {
    private static final int RECIPES = 20;
    private static final int MANY = 1_100;

    private final Recipes recipes;
    private final LocalDatabase database;
    private final QueuePair queues;
    private final Deployment deployment;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    RedriveIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.database = database;
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.recipes = Recipes.load(database, RECIPES);
        this.deployment = Deployment.on(database, queues);
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void whatWasRefusedIsDoneWhenItsReasonIsGone() throws SQLException {
        refuseTwoOfThree();
        var staying = recipes.contentsWithout(1, 2, 3);

        assertThat(redrive()).isEqualTo(1);
        assertThat(out.toString()).startsWith("2 dead letters\n").contains("2  CONSTRAINT_VIOLATED");
        database.run("DROP TABLE pins");
        assertThat(redrive("--code", "CONSTRAINT_VIOLATED", "--yes")).isZero();
        assertThat(out.toString()).contains("2 dead letters sent back.", "2 outbox rows re-armed.");

        Queue.drain(queues, deployment.cleanup());
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(recipes.outbox()).isEmpty();
        assertThat(queues.deadLetters()).isZero();
        assertThat(redrive()).isZero();
    }

    @Test
    void whatIsSentBackThoughItIsStillRefusedIsRefusedAgainAndStaysOwed() throws SQLException {
        refuseTwoOfThree();
        assertThat(redrive("--all", "--yes")).isZero();
        Queue.drain(queues, deployment.cleanup());
        assertThat(queues.deadLetters()).isEqualTo(2);
        assertThat(recipes.outbox()).hasSize(2).allMatch(row -> row.contains("CONSTRAINT_VIOLATED"));
        assertThat(Sweep.run(deployment.sweep())).contains("\"relayed\":0");
    }

    @Test
    void whatIsDroppedIsOwedNoMore() throws SQLException {
        refuseTwoOfThree();
        assertThat(redrive("--table", "recipes", "--drop", "--yes", "--json")).isZero();
        assertThat(out.toString()).contains("\"action\":\"drop\"", "\"done\":2", "\"outboxRows\":2");
        assertThat(recipes.outbox()).isEmpty();
        assertThat(queues.deadLetters()).isZero();
        assertThat(queues.messages()).isZero();
    }

    @Test
    void whatIsOwedAndHasNoDeadLetterAnyMoreIsRedrivenFromTheOutbox() throws SQLException {
        refuseTwoOfThree();
        Letter.takeAll(queues);
        var staying = recipes.contentsWithout(1, 2, 3);
        assertThat(redrive()).isZero();
        assertThat(redrive("--owed")).isEqualTo(1);
        assertThat(out.toString()).contains("2 refused outbox rows", "CONSTRAINT_VIOLATED");
        database.run("DROP TABLE pins");
        assertThat(redrive("--owed", "--code", "CONSTRAINT_VIOLATED", "--yes")).isZero();

        Queue.drain(queues, deployment.cleanup());
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(recipes.outbox()).isEmpty();
    }

    @Test
    void whatIsOwedAgainAndGetsLostIsSentByTheRelay() throws SQLException {
        refuseTwoOfThree();
        var staying = recipes.contentsWithout(1, 2, 3);
        database.run("DROP TABLE pins");
        assertThat(redrive("--all", "--yes")).isZero();
        Queue.takeAll(queues); // lost
        assertThat(Sweep.run(deployment.sweep())).contains("\"relayed\":0");
        database.run("UPDATE afterdelete_outbox SET next_at = next_at - INTERVAL 61 SECOND LIMIT 10");
        assertThat(Sweep.run(deployment.sweep())).contains("\"relayed\":2");
        Queue.drain(queues, deployment.cleanup());
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(recipes.outbox()).isEmpty();
    }

    @Test
    void aDeadLetterTellsWhenItWasSentReceivedAndRefused() throws Exception {
        var before = Instant.now().minusSeconds(2);
        queues.send("{\"id\":7,\"action\":\"deleted\",\"tabel\":\"tags\"}");
        Queue.drain(queues, deployment.cleanup());
        redrive("--all", "--dry-run", "--json");
        var id = new ObjectMapper()
                .readTree(out.toString().lines().findFirst().orElseThrow())
                .get("id")
                .asText();

        assertThat(redrive("--show", id, "--json")).isZero();
        var shown = new ObjectMapper().readTree(out.toString());
        assertThat(shown.get("body").asText()).isEqualTo("{\"id\":7,\"action\":\"deleted\",\"tabel\":\"tags\"}");
        for (var time : List.of("sent", "first-received", "refused")) {
            assertThat(Instant.parse(shown.at("/attributes/afterdelete-%s-at".formatted(time))
                            .asText()))
                    .as(time)
                    .isBetween(before, Instant.now().plusSeconds(2));
        }
        assertThat(redrive("--show", "unheard-of")).isEqualTo(1);
        assertThat(err.toString()).contains("unheard-of");
    }

    @Test
    void withoutATerminalAndWithoutYesNothingIsDone() {
        bury(3);
        assertThat(redrive("--all")).isEqualTo(2);
        assertThat(err.toString()).contains("--yes");
        assertThat(redrive("--all", "--dry-run")).isZero();
        assertThat(out.toString()).contains("Would send back 3 dead letters.");
        assertThat(redrive("--drop")).isEqualTo(2);
        assertThat(redrive("--all", "--code", "NONE")).isEqualTo(2);
        assertThat(redrive("--all", "--drop", "--approve")).isEqualTo(2);
        assertThat(queues.deadLetters()).isEqualTo(3);
        assertThat(queues.messages()).isZero();
    }

    @Test
    void whatIsApprovedSaysSoBesideItsBody() {
        bury(1);
        assertThat(redrive("--code", "NONE", "--approve", "--yes")).isZero();
        var message = queues.sqs()
                .receiveMessage(request -> request.queueUrl(queues.url()).messageAttributeNames("All"))
                .messages()
                .getFirst();
        assertThat(message.messageAttributes()).containsOnlyKeys("afterdelete-approved");
        assertThat(message.messageAttributes().toString()).contains("StringValue=true");
    }

    @Test
    void aQueueThatDoesNotTakeItLosesNothing() {
        bury(25);
        assertThat(with("QUEUE_URL", queues.url() + "-that-does-not-exist", "--all", "--yes"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("SEND_FAILED");
        assertThat(queues.deadLetters()).isEqualTo(25);
        assertThat(with("DEAD_LETTER_QUEUE_URL", queues.url() + "-that-does-not-exist"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("QUEUE_UNAVAILABLE");
    }

    @Test
    void moreThanAThousandAreListedAndEachIsSentBackOnce() {
        bury(MANY);
        assertThat(redrive()).isEqualTo(1);
        assertThat(out.toString()).startsWith("1,100 dead letters\n");
        assertThat(redrive("--all", "--yes")).isZero();
        assertThat(out.toString()).startsWith("1,100 dead letters sent back.\n");
        assertThat(queues.deadLetters()).isZero();
        assertThat(Queue.takeAll(queues)).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void aProcessThatIsKilledInTheMiddleLosesNothing() throws Exception {
        bury(MANY);
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var process = start("--all", "--yes");
        while (queues.messages() == 0 && process.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
        var wasAlive = process.isAlive();
        process.destroyForcibly().waitFor();

        var sent = new HashSet<>(Queue.takeAll(queues));
        assertThat(wasAlive).as("killed in the middle; seed " + seed).isTrue();
        assertThat(sent).isNotEmpty();
        assertThat(sent.size() + queues.deadLetters())
                .as("none lost, and at most those of one call twice; seed " + seed)
                .isBetween(MANY, MANY + 10);
    }

    /** Messages 1 to 3 are owed; 1 and 2 are refused, and 3 is done. */
    private void refuseTwoOfThree() throws SQLException {
        database.run("CREATE TABLE pins (recipe_id BIGINT, FOREIGN KEY (recipe_id) REFERENCES recipes (id));"
                + "INSERT INTO pins VALUES (1), (2);"
                + "INSERT INTO afterdelete_outbox (id, message) VALUES (1, '{\"id\":1,\"action\":\"deleted\"}'), "
                + "(2, '{\"id\":2,\"action\":\"deleted\"}'), (3, '{\"id\":3,\"action\":\"deleted\"}')");
        Sweep.run(deployment.sweep());
        Queue.drain(queues, deployment.cleanup());
        assertThat(queues.deadLetters()).isEqualTo(2);
        assertThat(recipes.outbox()).hasSize(2);
    }

    /** Puts letters on the dead-letter queue as SQS does, without attributes. */
    private void bury(int count) {
        for (var from = 1; from <= count; from += 10) {
            var entries = IntStream.range(from, Math.min(from + 10, count + 1))
                    .mapToObj(id -> SendMessageBatchRequestEntry.builder()
                            .id(String.valueOf(id))
                            .messageBody("{\"id\":%d,\"action\":\"deleted\"}".formatted(id))
                            .build())
                    .toList();
            queues.sqs()
                    .sendMessageBatch(
                            request -> request.queueUrl(queues.deadLetterUrl()).entries(entries));
        }
    }

    private int redrive(String... arguments) {
        return run(settings(), arguments);
    }

    private int with(String setting, String value, String... arguments) {
        var settings = settings();
        settings.put("AFTERDELETE_" + setting, value);
        return run(settings, arguments);
    }

    private int run(Map<String, String> settings, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(
                settings,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                command(arguments).toArray(String[]::new));
    }

    private Process start(String... arguments) throws IOException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-classpath", System.getProperty("java.class.path"), Main.class.getName()));
        line.addAll(command(arguments));
        var builder = new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(settings());
        builder.environment().putAll(SqsClients.environment());
        return builder.start();
    }

    private static List<String> command(String... arguments) {
        var command = new ArrayList<String>();
        command.add("redrive");
        command.addAll(List.of(arguments));
        return command;
    }

    private Map<String, String> settings() {
        var settings = new HashMap<>(database.settings());
        settings.putAll(queues.settings());
        return settings;
    }
}
