package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.afterdelete.local.DockerPresence;
import dev.afterdelete.local.EmbeddedQueue;
import dev.afterdelete.local.LambdaFunction;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.SqsClients;
import dev.afterdelete.local.VitessDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables whose rows lie on two shards. Nothing says so in the declaration: statements go to both, and fewer rows
 * changed than asked for say nothing about how many are left.
 */
class VitessShardsIT {
    private static final int RECIPES = 40;
    private static final List<String> TABLES = List.of("recipes", "steps", "notes", "marks");
    private static final String DDL = """
            CREATE TABLE recipes (id BIGINT PRIMARY KEY, tenant_id BIGINT NOT NULL);
            CREATE TABLE steps (id BIGINT PRIMARY KEY, tenant_id BIGINT NOT NULL, recipe_id BIGINT, KEY (recipe_id));
            CREATE TABLE notes (id BIGINT PRIMARY KEY, tenant_id BIGINT NOT NULL, step_id BIGINT, KEY (step_id));
            CREATE TABLE marks (id BIGINT PRIMARY KEY, tenant_id BIGINT NOT NULL, note_id BIGINT NULL, KEY (note_id));
            """;
    private static final String RELATIONS = """
            version: 1
            relations:
              - { child: steps.recipe_id, parent: recipes, onDelete: cascade }
              - { child: notes.step_id, parent: steps, onDelete: cascade }
              - { child: marks.note_id, parent: notes, onDelete: set_null }
            default: recipes
            """;

    @Test
    void aCascadeOverShardsIsWholeWhateverTheBound(@TempDir Path directory) throws Exception {
        assumeTrue(DockerPresence.here().admits("VitessShardsIT", System.out));
        try (var vitess = VitessDatabase.start();
                var queue = EmbeddedQueue.start();
                var sqs = SqsClients.of(queue.endpoint())) {
            var database = vitess.createSharded(TABLES, DDL);
            for (var maxRows : List.of("1", "2", "7", "5000")) {
                for (var table : TABLES) {
                    database.run("DELETE FROM " + table);
                }
                fill(database);
                try (var deployment = Deployment.on(database, QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3))
                        .declaring(directory, RELATIONS)
                        .with("MAX_ROWS", maxRows)
                        .within(Duration.ofMinutes(5))) {
                    requireWhole(database, deployment.cleanup());
                }
            }
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
