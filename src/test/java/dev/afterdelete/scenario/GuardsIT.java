package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What servers do with times and counts, and what the API answers. */
@OnEveryServer
class GuardsIT {
    private static final String RELATIONS = """
            version: 1
            tables:
              recipes: { api: true, %s }
            relations:
              - { child: steps.recipe_id, parent: recipes, onDelete: cascade }
            """;

    private final LocalDatabase database;
    private final QueuePair queues;
    private final Deployment bare;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    GuardsIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.database = database;
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.bare = Deployment.on(database, queues);
        database.runResource("/afterdelete.sql");
    }

    @AfterEach
    void close() {
        bare.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIMESTAMP NULL", "TIMESTAMP(6) NULL", "DATETIME NULL", "DATETIME(3) NULL"})
    void aMomentIsTheSameHoweverTheApplicationsClockIsSet(String type) throws SQLException {
        create("created_at " + type);
        // 12:00:09, 11:59:51 and 12:00:00 UTC, as an application in another zone writes a TIMESTAMP
        var hours = type.startsWith("TIMESTAMP") ? "04" : "12";
        var before = type.startsWith("TIMESTAMP") ? "03" : "11";
        database.run(
                "SET time_zone = '-08:00'; INSERT INTO recipes VALUES (1, '2026-01-31 %s:00:09'), (2, '2026-01-31 %s:59:51'), (3, '2026-01-31 %s:00:00'), (4, NULL)"
                        .formatted(hours, before, hours));
        steps(1, 2, 3, 4, 5);

        deliver("createdAt: created_at", "2026-01-31T12:00:00Z", 1, 2, 3, 4, 5);

        assertThat(left()).containsExactly("[1, 1]", "[3, 3]", "[4, 4]");
        assertThat(queues.deadLetters()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z"})
    void aTimeThatTheColumnCannotHoldIsComparedAllTheSame(String at) throws SQLException {
        create("created_at TIMESTAMP(6) NULL");
        database.run("INSERT INTO recipes VALUES (1, '2026-01-31 12:00:00')");
        steps(1);

        deliver("createdAt: created_at", at, 1);

        assertThat(left()).hasSize(at.startsWith("9999") ? 0 : 1);
        assertThat(queues.deadLetters()).isZero();
    }

    @Test
    void aZeroDateIsNoCreation() throws SQLException {
        create("created_at DATETIME NOT NULL");
        database.run("SET SESSION sql_mode = ''; INSERT INTO recipes VALUES (1, '0000-00-00 00:00:00')");
        steps(1);

        deliver("createdAt: created_at", "2026-01-31T12:00:00Z", 1);

        assertThat(left()).hasSize(1);
        assertThat(queues.deadLetters()).isEqualTo(1);
    }

    @Test
    void theGraceEndsByTheDatabasesClockInWhateverZoneTheMarkWasMade() throws SQLException {
        create("deleted_at TIMESTAMP NULL");
        database.run(
                "SET time_zone = '+11:00'; INSERT INTO recipes VALUES (1, NOW() - INTERVAL 2 HOUR - INTERVAL 5 SECOND),"
                        + " (2, NOW() - INTERVAL 1 HOUR)");
        steps(1, 2);

        try (var deployment = declaring("softDelete: { column: deleted_at, deleted: not_null }, grace: PT2H")) {
            assertThat(Sweep.run(deployment.sweep())).contains("\"swept\":1");
        }
        assertThat(left()).containsExactly("[2, 2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue", "inline", "scheduled"})
    void theApiRefusesWhatIsOverTheCapAndChangesNothing(String strategy) throws SQLException {
        create("deleted_at TIMESTAMP(6) NULL");
        database.run("INSERT INTO recipes (id) VALUES (1), (2)");
        steps(1, 1, 1, 2);

        try (var deployment = declaring("softDelete: { column: deleted_at, deleted: not_null }, cap: 3")
                .with("STRATEGY", strategy)) {
            var api = deployment.api();
            var refused = ApiAnswer.delete(api, "/recipes/1");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body().toString()).contains("CAP_EXCEEDED", "the cap of recipes");
            assertThat(left()).hasSize(4);
            assertThat(TableContents.of(database, "recipes WHERE deleted_at IS NOT NULL", "afterdelete_outbox")
                            .rowsByTable()
                            .values())
                    .allMatch(List::isEmpty);
            assertThat(ApiAnswer.delete(api, "/recipes/2").status()).isBetween(200, 202);
            assertThat(ApiAnswer.delete(api, "/recipes/3").status()).isEqualTo(404);
        }
        assertThat(queues.messages()).isEqualTo(strategy.equals("queue") ? 1 : 0);
    }

    @Test
    void anInlineDeleteMeansTheRowThatStandsHoweverYoungItIs() throws SQLException {
        create("created_at TIMESTAMP NULL");
        database.run("INSERT INTO recipes VALUES (1, NOW() + INTERVAL 1 HOUR)");
        steps(1);

        try (var deployment = declaring("createdAt: created_at").with("STRATEGY", "inline")) {
            assertThat(ApiAnswer.delete(deployment.api(), "/recipes/1").status())
                    .isEqualTo(200);
        }
        assertThat(left()).isEmpty();
    }

    private void create(String column) throws SQLException {
        database.run(("CREATE TABLE recipes (id BIGINT PRIMARY KEY, %s);"
                        + "CREATE TABLE steps (id BIGINT AUTO_INCREMENT PRIMARY KEY, recipe_id BIGINT, KEY (recipe_id))")
                .formatted(column));
    }

    private void steps(long... recipes) throws SQLException {
        for (var recipe : recipes) {
            database.run("INSERT INTO steps (recipe_id) VALUES (%d)".formatted(recipe));
        }
    }

    private Deployment declaring(String recipes) {
        return bare.declaring(directory, RELATIONS.formatted(recipes));
    }

    private void deliver(String recipes, String at, long... ids) {
        var batch = new DirectBatch();
        for (var id : ids) {
            batch.add(
                    "m" + id,
                    "{\"id\":%d,\"action\":\"deleted\",\"table\":\"recipes\",\"at\":\"%s\"}".formatted(id, at));
        }
        try (var deployment = declaring(recipes)) {
            assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();
        }
    }

    private List<String> left() throws SQLException {
        return TableContents.of(database, "steps").rowsByTable().getOrDefault("steps", List.of());
    }
}
