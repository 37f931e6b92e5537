package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Keys that are longer than what MySQL sorts by, unless it is told to. */
@OnEveryServer
@NotOnVitess("max_sort_length of a session has no effect behind a vtgate")
class LongKeysIT {
    private final LocalDatabase database;
    private final QueuePair queues;
    private final Path directory;
    private final Deployment bare;

    LongKeysIT(LocalDatabase database, SqsClient sqs, @TempDir Path directory) throws SQLException {
        this.database = database;
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.directory = directory;
        this.bare = Deployment.on(database, queues);
        database.runResource("/afterdelete.sql");
    }

    @AfterEach
    void close() {
        bare.close();
    }

    @Test
    void longKeysThatBeginAlikeAreAllComeTo() throws SQLException {
        database.run("""
                CREATE TABLE recipes (id INT PRIMARY KEY, title VARCHAR(20));
                CREATE TABLE links (url VARCHAR(760) COLLATE utf8mb4_bin PRIMARY KEY, recipe_id INT, title VARCHAR(20), KEY (recipe_id));
                INSERT INTO recipes VALUES (1, 'new'), (2, 'new'), (3, 'new');
                CREATE TABLE digits (n INT PRIMARY KEY);
                INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);
                INSERT INTO links SELECT CONCAT('a', a.n, b.n, c.n, d.n), 9, 'other' FROM digits a, digits b, digits c, digits d;
                INSERT INTO links SELECT CONCAT(REPEAT('x', 700), (a.n * 7) % 10, (b.n * 3) % 10), 1 + b.n % 3, 'old' FROM digits a, digits b;
                """);
        var declared = bare.declaring(directory, """
                version: 1
                default: recipes
                tables: { links: { key: { column: url, type: string } } }
                relations:
                  - { child: links.recipe_id, parent: recipes, onDelete: cascade, copies: { title: title } }
                """);
        try (var bounded = declared.with("MAX_ROWS", "3")) {
            var body = "{\"ids\":[1,2,3],\"action\":\"updated\"}";
            assertThat(new DirectBatch().add("m", body).failuresOf(bounded.cleanup()))
                    .isEmpty();
        }
        assertThat(TableContents.of(database, "links WHERE title = 'old'").size())
                .isZero();
    }
}
