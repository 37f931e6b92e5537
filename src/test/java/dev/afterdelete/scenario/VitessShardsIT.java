package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.afterdelete.cli.Main;
import dev.afterdelete.local.DockerPresence;
import dev.afterdelete.local.EmbeddedQueue;
import dev.afterdelete.local.LambdaFunction;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.SqsClients;
import dev.afterdelete.local.VitessDatabase;
import dev.afterdelete.local.VtgatePlans;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Tables whose rows lie on two shards. Nothing says so in the declaration: statements go to both, and fewer rows
 * changed than asked for say nothing about how many are left. The vtgate says that it is a MySQL.
 */
@SuppressWarnings("NullAway.Init")
class VitessShardsIT {
    private static final int RECIPES = 40;
    private static final List<String> TABLES = List.of("recipes", "steps", "notes", "marks", "docs", "pages");
    private static final String DDL = """
            CREATE TABLE recipes (id BIGINT PRIMARY KEY, tenant_id BIGINT NOT NULL);
            CREATE TABLE steps (id BIGINT PRIMARY KEY, tenant_id BIGINT NOT NULL, recipe_id BIGINT, KEY (recipe_id));
            CREATE TABLE notes (id BIGINT PRIMARY KEY, tenant_id BIGINT NOT NULL, step_id BIGINT, KEY (step_id));
            CREATE TABLE marks (id BIGINT PRIMARY KEY, tenant_id BIGINT NOT NULL, note_id BIGINT NULL, KEY (note_id));
            CREATE TABLE docs (id BIGINT PRIMARY KEY, tenant_id BIGINT NOT NULL, org_id BIGINT NOT NULL);
            CREATE TABLE pages (id BIGINT PRIMARY KEY, tenant_id BIGINT NOT NULL, org_id BIGINT NOT NULL, doc_id BIGINT);
            CREATE TABLE covers (id BIGINT PRIMARY KEY, tenant_id BIGINT NOT NULL, doc_id BIGINT);
            """;
    private static final String RELATIONS = """
            version: 1
            relations:
              - { child: steps.recipe_id, parent: recipes, onDelete: cascade }
              - { child: notes.step_id, parent: steps, onDelete: cascade }
              - { child: marks.note_id, parent: notes, onDelete: set_null }
            default: recipes
            """;

    private static VitessDatabase vitess;
    private static LocalDatabase sharded;
    private static EmbeddedQueue queue;
    private static SqsClient sqs;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(DockerPresence.here().admits("VitessShardsIT", System.out));
        vitess = VitessDatabase.startDisguised();
        sharded = vitess.createSharded(TABLES, DDL);
        vitess.spread("covers", "xxhash(tenant_id)");
        queue = EmbeddedQueue.start();
        sqs = SqsClients.of(queue.endpoint());
    }

    @AfterAll
    static void stop() {
        if (vitess != null) {
            sqs.close();
            queue.close();
            vitess.close();
        }
    }

    @Test
    void aCascadeOverShardsIsWholeWhateverTheBound() throws Exception {
        requireWholeWhateverTheBound(sharded);
        assertThat(told("two shards", vitess.plans()))
                .as("nothing says to which shard a statement should go")
                .containsOnlyKeys("Scatter");
    }

    @Test
    void whereThereIsOneShardEveryStatementIsPassedOn() throws Exception {
        var database = vitess.createFresh();
        database.run(DDL);
        requireWholeWhateverTheBound(database);
        assertThat(told("one shard", vitess.plans())).containsOnlyKeys("Unsharded");
    }

    private static Map<String, Long> told(String shards, VtgatePlans plans) {
        System.out.printf("VitessShardsIT: statements by variant of their plan, %s: %s%n", shards, plans.counts());
        return plans.counts();
    }

    private void requireWholeWhateverTheBound(LocalDatabase database) throws Exception {
        for (var maxRows : List.of("1", "2", "7", "5000")) {
            fill(empty(database));
            try (var deployment = deployment(database, RELATIONS).with("MAX_ROWS", maxRows)) {
                requireWhole(database, deployment.cleanup());
            }
        }
    }

    private static LocalDatabase empty(LocalDatabase database) throws SQLException {
        for (var table : TABLES) {
            database.run("DELETE FROM " + table);
        }
        return database;
    }

    private Deployment deployment(LocalDatabase database, String relations) {
        return Deployment.on(database, QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3))
                .declaring(directory, relations)
                .within(Duration.ofMinutes(5));
    }

    /** Numbers that each shard gives by itself are given twice. A vtgate finds rows by these where it has to limit. */
    @Test
    void aRowOfAnotherShardWithTheSamePrimaryKeyStays() throws Exception {
        var database = empty(sharded);
        database.run("""
                INSERT INTO recipes VALUES (1, 1), (30, 4);
                INSERT INTO steps VALUES (7, 1, 1), (7, 4, 30), (8, 1, 1), (8, 4, 30);
                INSERT INTO marks VALUES (7, 1, 1), (7, 4, 30);
                """);
        try (var deployment = deployment(database, """
                version: 1
                relations:
                  - { child: steps.recipe_id, parent: recipes, onDelete: cascade }
                  - { child: marks.note_id, parent: recipes, onDelete: set_null }
                default: recipes
                """)) {
            assertThat(DirectBatch.ofIds(1).failuresOf(deployment.cleanup())).isEmpty();
        }
        assertThat(rows(database, "recipes")).hasSize(1);
        assertThat(rows(database, "steps")).hasSize(2);
        assertThat(rows(database, "steps WHERE recipe_id = 30")).hasSize(2);
        assertThat(rows(database, "marks WHERE note_id = 30")).hasSize(1);
        assertThat(rows(database, "marks WHERE note_id IS NULL AND tenant_id = 1"))
                .hasSize(1);
    }

    /**
     * A statement that names another column than the vindex' own goes to every shard, and a LIMIT there is not safe.
     */
    @Test
    void aShardByThatTheKeyspaceIsNotShardedByIsRefusedBeforeAnyRowGoes() throws Exception {
        var database = empty(sharded);
        database.run("""
                INSERT INTO docs VALUES (1, 1, 5), (30, 4, 6);
                INSERT INTO pages VALUES (7, 1, 5, 1), (7, 4, 6, 30);
                """);
        requireMisrouted(
                database, "pages", "org_id", "docs go to several shards; statements about pages go to several");
        assertThat(rows(database, "pages")).hasSize(2);
    }

    @Test
    void tablesThatAreShardedByTwoVindexesAreRefusedBeforeAnyRowGoes() throws Exception {
        var database = empty(sharded);
        database.run("INSERT INTO docs VALUES (1, 1, 5); INSERT INTO covers VALUES (7, 1, 1)");
        requireMisrouted(database, "covers", "tenant_id", "covers go by the vindex xxhash of the keyspace sharded");
        assertThat(rows(database, "covers")).hasSize(1);
    }

    private void requireMisrouted(LocalDatabase database, String child, String shardBy, String words) throws Exception {
        var relations = """
                version: 1
                tables: { docs: { shardBy: %2$s }, %1$s: { shardBy: %2$s } }
                relations:
                  - { child: %1$s.doc_id, parent: docs, onDelete: cascade }
                default: docs
                """.formatted(child, shardBy);
        try (var deployment = deployment(database, relations)) {
            var batch = new DirectBatch().add("m1", "{\"id\":1,\"action\":\"deleted\",\"tenant\":\"1\"}");
            assertThat(batch.failuresOf(deployment.cleanup())).containsExactly("m1");
            assertThat(deployment.lines()).anyMatch(line -> line.contains("SCHEMA_MISMATCH") && line.contains(words));
        }
        var file = Files.writeString(directory.resolve("relations.yaml"), relations);
        var output = new StringWriter();
        var out = new PrintWriter(output, true);
        assertThat(Main.run(database.settings(), out, out, "check", "--relations", file.toString()))
                .isEqualTo(1);
        assertThat(output.toString()).contains("SHARD_MISMATCH", child);
    }

    /** What the engine does not do: it is Vitess that takes the row of the other shard, by its primary key alone. */
    @Test
    void aLimitOverShardsTakesARowThatItsConditionDoesNotName() throws Exception {
        var database = empty(sharded);
        database.run("INSERT INTO steps VALUES (7, 1, 1), (7, 4, 30); DELETE FROM steps WHERE recipe_id = 1 LIMIT 10");
        assertThat(rows(database, "steps")).isEmpty();
    }

    @Test
    void copiesOverShardsAreRefusedWithASentence() throws Exception {
        var database = empty(sharded);
        database.run("INSERT INTO recipes VALUES (1, 1); INSERT INTO steps VALUES (7, 1, 1)");
        try (var deployment = deployment(database, """
                version: 1
                relations:
                  - { child: steps.recipe_id, parent: recipes, onDelete: cascade, copies: { tenant_id: tenant_id } }
                default: recipes
                """)) {
            var batch = new DirectBatch().add("m1", "{\"id\":1,\"action\":\"updated\"}");
            assertThat(batch.failuresOf(deployment.cleanup())).containsExactly("m1");
            assertThat(deployment.lines()).anyMatch(line -> line.contains("UNSUPPORTED_STATEMENT"));
        }
    }

    private static void requireWhole(LocalDatabase database, LambdaFunction cleanup) throws Exception {
        var staying = contents(database, "id > 20", "recipe_id > 20", "step_id > 60");
        var batch = DirectBatch.ofIds(LongStream.rangeClosed(1, 20).toArray());
        assertThat(batch.failuresOf(cleanup)).isEmpty();
        assertThat(contents(database, "TRUE", "TRUE", "TRUE")).isEqualTo(staying);
        assertThat(rows(database, "marks WHERE note_id IS NULL"))
                .as("marks of notes that are gone")
                .isEqualTo(rows(database, "marks WHERE id <= 120"));
        assertThat(rows(database, "marks")).hasSize(RECIPES * 6);
    }

    private static List<String> rows(LocalDatabase database, String rows) throws Exception {
        return List.copyOf(TableContents.of(database, rows)
                .rowsByTable()
                .values()
                .iterator()
                .next());
    }

    /** Three steps a recipe, two notes a step, a mark a note; a child does not always lie where its parent does. */
    private static void fill(LocalDatabase database) throws Exception {
        insert(database, "recipes", RECIPES, "(%1$d, %1$d)");
        insert(database, "steps", RECIPES * 3, "(%1$d, %1$d * 7 %% 5, (%1$d + 2) DIV 3)");
        insert(database, "notes", RECIPES * 6, "(%1$d, %1$d, (%1$d + 1) DIV 2)");
        insert(database, "marks", RECIPES * 6, "(%1$d, %1$d, %1$d)");
    }

    private static void insert(LocalDatabase database, String table, int rows, String row) throws Exception {
        var values = IntStream.rangeClosed(1, rows).mapToObj(row::formatted).toList();
        database.run("INSERT INTO " + table + " VALUES " + String.join(",", values));
    }

    private static TableContents contents(LocalDatabase database, String recipes, String steps, String notes)
            throws Exception {
        return TableContents.of(database, "recipes WHERE " + recipes, "steps WHERE " + steps, "notes WHERE " + notes);
    }
}
