package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.local.LocalDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables that are sharded by tenant, on a Vitess where a transaction over two shards is an error, and so is a statement
 * that goes to all of them by mistake. Every tenant numbers its rows alike: tenants 1 and 2 lie on one shard, tenant 4
 * on the other.
 */
@SuppressWarnings("NullAway.Init")
class ShardedByTenantIT {
    private static final Duration CONFIRMED = Duration.ofMillis(1_200);
    private static final List<String> ROWS = List.of("recipes", "steps", "notes", "marks", "pins");
    private static final List<Integer> TENANTS = List.of(1, 2, 4);
    private static final String DDL = """
            CREATE TABLE recipes (tenant_id BIGINT, id BIGINT, is_deleted BOOLEAN NOT NULL DEFAULT FALSE,
                                  title VARCHAR(20) NULL,
                                  PRIMARY KEY (tenant_id, id));
            CREATE TABLE steps (tenant_id BIGINT, id BIGINT, recipe_id BIGINT, recipe_title VARCHAR(20) NULL,
                                PRIMARY KEY (tenant_id, id), KEY (tenant_id, recipe_id));
            CREATE TABLE notes (tenant_id BIGINT, id BIGINT, step_id BIGINT,
                                PRIMARY KEY (tenant_id, id), KEY (tenant_id, step_id));
            CREATE TABLE marks (tenant_id BIGINT, id BIGINT, note_id BIGINT NULL,
                                PRIMARY KEY (tenant_id, id), KEY (tenant_id, note_id));
            CREATE TABLE pins (tenant_id BIGINT, id BIGINT, recipe_id BIGINT,
                               PRIMARY KEY (tenant_id, id), KEY (tenant_id, recipe_id));
            """;
    private static final String RELATIONS = """
            version: 1
            tables:
              recipes: { shardBy: tenant_id, api: true, softDelete: { column: is_deleted, deleted: true } }
              steps: { shardBy: tenant_id }
              notes: { shardBy: tenant_id }
              marks: { shardBy: tenant_id }
              pins: { shardBy: tenant_id }
            relations:
              - child: steps.recipe_id
                parent: recipes
                onDelete: cascade
                onUpdate: cascade
                copies: { recipe_title: title }
              - { child: notes.step_id, parent: steps, onDelete: cascade }
              - { child: marks.note_id, parent: notes, onDelete: set_null }
              - { child: pins.recipe_id, parent: recipes, onDelete: restrict, onUpdate: cascade }
            default: recipes
            """;

    private static ShardedSystem system;
    private static LocalDatabase database;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws Exception {
        system = ShardedSystem.start("ShardedByTenantIT", ROWS, DDL, directory, RELATIONS, "--no-scatter");
        database = system.database();
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    /** Of each tenant recipes 1 to 3, each with two steps, each of these with a note and a mark. */
    @BeforeEach
    void fill() throws SQLException {
        for (var tenant : TENANTS) {
            for (var table : ROWS) {
                database.run("DELETE FROM %s WHERE tenant_id = %d".formatted(table, tenant));
            }
            database.run("DELETE FROM afterdelete_outbox WHERE shard_key = " + tenant);
            database.run("INSERT INTO pins VALUES (%d, 1, 3)".formatted(tenant));
            database.run("""
                    INSERT INTO recipes (tenant_id, id) VALUES (%1$d, 1), (%1$d, 2), (%1$d, 3);
                    INSERT INTO steps (tenant_id, id, recipe_id) VALUES (%1$d, 10, 1), (%1$d, 11, 1), (%1$d, 20, 2), (%1$d, 21, 2), (%1$d, 30, 3);
                    INSERT INTO notes VALUES (%1$d, 100, 10), (%1$d, 110, 11), (%1$d, 200, 20), (%1$d, 300, 30);
                    INSERT INTO marks VALUES (%1$d, 1000, 100), (%1$d, 1100, 110), (%1$d, 2000, 200)
                    """.formatted(tenant));
        }
    }

    @Test
    void aMessageTouchesTheRowsOfItsTenantAlone() throws Exception {
        try (var deployment = deployment()) {
            var batch = new DirectBatch()
                    .add("one", "{\"id\":1,\"action\":\"deleted\",\"tenant\":\"1\"}")
                    .add("four", "{\"id\":2,\"action\":\"deleted\",\"tenant\":\"4\"}");
            assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();
        }
        requireGone(Map.of(1, 1, 4, 2));
    }

    @Test
    void aMessageThatDoesNotSayWhoseTheRowIsTouchesNothing() throws Exception {
        try (var deployment = deployment()) {
            assertThat(DirectBatch.ofIds(1).failuresOf(deployment.cleanup())).isEmpty();
            assertThat(deployment.lines()).anyMatch(line -> line.contains("MISSING_FIELD"));
        }
        requireGone(Map.of());
    }

    @Test
    void aRequestOwesItsCascadeBesideTheRowAndTheRelaySendsIt() throws Exception {
        var queues = system.freshQueues();
        try (var deployment = system.deployment(queues)) {
            assertThat(ApiAnswer.deleteOf("4", deployment.api(), "/recipes/1").status())
                    .isEqualTo(202);
            database.run("""
                    INSERT INTO afterdelete_outbox (message, shard_key)
                    VALUES ('{"id": 2, "action": "deleted", "tenant": "1"}', 1)
                    """);
            assertThat(Sweep.run(deployment.sweep())).contains("\"relayed\":1", "\"refused\":0");
            assertThat(system.rows("afterdelete_outbox WHERE shard_key IN (1, 4)"))
                    .hasSize(2);
            Queue.drain(queues, deployment.cleanup());
            assertThat(system.rows("afterdelete_outbox WHERE done_at IS NULL")).isEmpty();
        }
        requireGone(Map.of(1, 2, 4, 1));
    }

    @Test
    void aRequestThatDoesNotSayWhoseTheRowIsIsRefused() throws Exception {
        try (var deployment = deployment()) {
            assertThat(ApiAnswer.delete(deployment.api(), "/recipes/1").status())
                    .isEqualTo(400);
        }
        requireGone(Map.of());
    }

    @Test
    void aChildForbidsOnlyWhatItsOwnTenantDoes() throws Exception {
        database.run("DELETE FROM pins WHERE tenant_id = 1");
        try (var deployment = deployment()) {
            var batch = new DirectBatch()
                    .add("one", "{\"id\":3,\"action\":\"deleted\",\"tenant\":\"1\"}")
                    .add("two", "{\"id\":3,\"action\":\"deleted\",\"tenant\":\"2\"}");
            assertThat(batch.failuresOf(deployment.cleanup())).containsExactly("two");
            assertThat(deployment.lines()).anyMatch(line -> line.contains("RESTRICTED"));
        }
        assertThat(system.rows("recipes WHERE id = 3")).hasSize(2);
        assertThat(system.rows("recipes WHERE id = 3 AND tenant_id = 1")).isEmpty();
        assertThat(system.rows("steps WHERE recipe_id = 3")).hasSize(2);
    }

    @Test
    void whatChangesReachesTheChildrenOfItsTenantAlone() throws Exception {
        database.run("UPDATE recipes SET id = 9, title = 'Soup' WHERE tenant_id = 4 AND id = 2");
        try (var deployment = deployment()) {
            var batch = new DirectBatch()
                    .add("key", "{\"id\":9,\"action\":\"updated\",\"previous\":{\"id\":2},\"tenant\":\"4\"}");
            assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();
            batch = new DirectBatch().add("title", "{\"id\":9,\"action\":\"updated\",\"tenant\":\"4\"}");
            assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();
        }
        assertThat(system.rows("steps WHERE recipe_id = 9")).hasSize(2);
        assertThat(system.rows("steps WHERE recipe_id = 9 AND tenant_id = 4 AND recipe_title = 'Soup'"))
                .hasSize(2);
        assertThat(system.rows("steps WHERE recipe_id = 2")).hasSize(4);
        database.run("DELETE FROM recipes WHERE tenant_id = 4 AND id = 9");
    }

    @Test
    void anOrphanIsOneThoughAnotherTenantHasSuchAParent() throws Exception {
        database.run("INSERT INTO recipes (tenant_id, id) VALUES (4, 77)");
        for (var step : List.of("1, 90, 77", "2, 91, 78", "4, 90, 77")) {
            database.run("INSERT INTO steps (tenant_id, id, recipe_id) VALUES (%s)".formatted(step));
        }
        assertThat(system.command("orphans"))
                .contains("steps.recipe_id -> recipes", "2 orphans in 18 rows", "1,90", "2,91");
        LockSupport.parkNanos(CONFIRMED.toNanos());
        assertThat(system.command("orphans", "--fix", "--confirm-after", "PT1S"))
                .contains("2 fixed");
        assertThat(system.rows("steps WHERE id IN (90, 91)")).hasSize(1);
        assertThat(system.rows("steps WHERE id = 90 AND tenant_id = 4")).hasSize(1);
        database.run("DELETE FROM recipes WHERE tenant_id = 4 AND id = 77");
    }

    @Test
    void aPreviewCountsTheRowsOfOneTenant() throws Exception {
        assertThat(system.command("preview", "recipes", "1", "--tenant", "4")).contains("recipes", "steps");
        assertThat(system.command("preview", "recipes", "1")).contains("MISSING_FIELD", "tenant_id of the row");
        requireGone(Map.of());
    }

    /** What the walks of the sweep are let do, they alone are. */
    @Test
    void whatGoesToAllShardsByMistakeIsForbiddenHere() {
        assertThatThrownBy(() -> database.run("SELECT * FROM recipes WHERE id = 1"))
                .hasMessageContaining("scatter");
    }

    @Test
    void theSchemaIsAsItIsDeclared() {
        assertThat(system.command("check")).contains("0 errors, 0 warnings");
    }

    @Test
    void whatIsInferredSaysByWhichColumnEachTableIsShardedAndFitsButForWhatAPersonDecides() throws Exception {
        var file = directory.resolve("inferred.yaml");
        system.command("infer", "--relations", file.toString());
        for (var table : ROWS) {
            assertThat(Files.readString(file))
                    .containsPattern("\\n {2}%s:\\n {4}key: .*\\n {4}shardBy: tenant_id\\n".formatted(table));
        }
        assertThat(system.command("check", "--relations", file.toString()))
                .contains("[UNDECIDED]")
                .doesNotContain("[SHARD_MISMATCH]", "[SCATTERED]", "[SHARD_NULLABLE]", "cannot be used");
    }

    @Test
    void theSweepFinishesWhatIsMarkedOnEveryShard() throws Exception {
        database.run("UPDATE recipes SET is_deleted = TRUE WHERE tenant_id = 1 AND id = 2");
        database.run("UPDATE recipes SET is_deleted = TRUE WHERE tenant_id = 4 AND id = 1");
        try (var deployment = deployment()) {
            assertThat(Sweep.run(deployment.sweep())).contains("\"swept\":2", "\"left\":0");
        }
        requireGone(Map.of(1, 2, 4, 1));
    }

    private static Deployment deployment() {
        return system.deployment(system.freshQueues());
    }

    /** By tenant, the recipe that is gone with what hangs from it; all else stands. */
    private static void requireGone(Map<Integer, Integer> gone) throws SQLException {
        for (var tenant : TENANTS) {
            var recipe = gone.getOrDefault(tenant, 0);
            var of = " WHERE tenant_id = %d".formatted(tenant);
            assertThat(system.rows("recipes" + of)).as("recipes of %d", tenant).hasSize(recipe == 0 ? 3 : 2);
            assertThat(system.rows("steps" + of)).as("steps of %d", tenant).hasSize(recipe == 0 ? 5 : 3);
            assertThat(system.rows("notes" + of)).as("notes of %d", tenant).hasSize(4 - notesBelow(recipe));
            assertThat(system.rows("marks" + of + " AND note_id IS NULL"))
                    .as("marks of %d", tenant)
                    .hasSize(notesBelow(recipe));
        }
    }

    private static int notesBelow(int recipe) {
        return switch (recipe) {
            case 1 -> 2;
            case 2 -> 1;
            default -> 0;
        };
    }
}
