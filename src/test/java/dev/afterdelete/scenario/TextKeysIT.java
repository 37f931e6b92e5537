package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import software.amazon.awssdk.services.sqs.SqsClient;

/** Text as a key: what a collation calls equal goes together, and nothing else does. */
@OnEveryServer
class TextKeysIT {
    private static final String TAGS = """
            version: 1
            default: tags
            tables:
              tags: { key: { column: name, type: string }, api: true }
            relations: [{ child: uses.tag, parent: tags.name, onDelete: cascade }]
            """;

    private final LocalDatabase database;
    private final QueuePair queues;
    private final Path directory;
    private final Deployment bare;

    TextKeysIT(LocalDatabase database, SqsClient sqs, @TempDir Path directory) throws SQLException {
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
    void textKeysGoByTheCollationOfTheirColumns() throws SQLException {
        database.run("""
                CREATE TABLE tags (name VARCHAR(40) COLLATE utf8mb4_general_ci PRIMARY KEY);
                CREATE TABLE uses (id VARCHAR(40) COLLATE utf8mb4_general_ci PRIMARY KEY,
                  tag VARCHAR(40) COLLATE utf8mb4_general_ci, KEY (tag));
                CREATE TABLE notes (id INT PRIMARY KEY, use_id VARCHAR(40) COLLATE utf8mb4_general_ci, KEY (use_id));
                INSERT INTO tags VALUES ('Soup'),('Stew'),('0'),('Ünı"\\'%\\\\🧀');
                INSERT INTO uses VALUES ('Aa','soup'),('bB','SOUP'),('cc','Stew'),('dd','0'),('ee','Ünı"\\'%\\\\🧀');
                INSERT INTO notes VALUES (1,'aa'),(2,'AA'),(3,'Bb'),(4,'cc'),(5,'dd'),(6,'ee');
                """);
        var declared = bare.declaring(directory, """
                version: 1
                default: tags
                tables:
                  tags: { key: { column: name, type: string }, api: true }
                  uses: { key: { column: id, type: string } }
                relations:
                  - { child: uses.tag, parent: tags.name, onDelete: cascade }
                  - { child: notes.use_id, parent: uses.id, onDelete: cascade }
                """);
        try (var bounded = declared.with("MAX_ROWS", "1")) {
            var batch = new DirectBatch()
                    .add("a", "{\"id\":\"SOUP\",\"action\":\"deleted\"}")
                    .add("b", "{\"id\":\"soup\",\"action\":\"deleted\"}")
                    .add("c", "{\"id\":\"Soup\",\"action\":\"deleted\"}")
                    .add("d", "{\"ids\":[\"sOuP\",\"Ünı\\\"'%\\\\🧀\"],\"action\":\"deleted\"}")
                    .add("number", "{\"id\":0,\"action\":\"deleted\"}");
            assertThat(batch.failuresOf(bounded.cleanup())).isEmpty();
        }
        assertThat(TableContents.of(database, "tags", "uses", "notes")
                        .rowsByTable()
                        .toString())
                .isEqualTo("{tags=[[0], [Stew]], uses=[[cc, Stew], [dd, 0]], notes=[[4, cc], [5, dd]]}");
        assertThat(Letter.takeAll(queues)).extracting(Letter::code).containsExactly("INVALID_KEY");
    }

    @Test
    void aTextKeyOfOddCharactersTravelsFromTheApiThroughTheQueue() throws SQLException {
        database.run("""
                CREATE TABLE tags (name VARCHAR(40) COLLATE utf8mb4_bin PRIMARY KEY);
                CREATE TABLE uses (id INT PRIMARY KEY, tag VARCHAR(40) COLLATE utf8mb4_bin, KEY (tag));
                """);
        try (var connection = database.connect();
                var tag = connection.prepareStatement("INSERT INTO tags VALUES (?)");
                var use = connection.prepareStatement("INSERT INTO uses VALUES (1, ?)")) {
            tag.setString(1, "a\u0001\uFFFF🧀");
            tag.execute();
            use.setString(1, "a\u0001\uFFFF🧀");
            use.execute();
        }
        var declared = bare.declaring(directory, """
                version: 1
                tables:
                  tags: { key: { column: name, type: string }, api: true }
                relations: [{ child: uses.tag, parent: tags.name, onDelete: cascade }]
                """);
        try (declared) {
            var answer = ApiAnswer.delete(declared.api(), "/tags/a\u0001\uFFFF🧀");
            assertThat(answer.status()).isEqualTo(202);
            assertThat(queues.messages()).as(declared.lines().toString()).isOne();
            Queue.drain(queues, declared.cleanup());
        }
        assertThat(TableContents.of(database, "tags", "uses", "afterdelete_outbox")
                        .size())
                .isZero();
    }

    @Test
    void aKeyThatTheColumnCannotHoldMatchesNoOtherRow() throws SQLException {
        database.run("""
                CREATE TABLE tags (name VARCHAR(40) CHARACTER SET latin1 COLLATE latin1_bin PRIMARY KEY);
                CREATE TABLE uses (id INT PRIMARY KEY, tag VARCHAR(40) CHARACTER SET latin1 COLLATE latin1_bin, KEY (tag));
                INSERT INTO tags VALUES ('?'), ('??'), ('????'), ('a'), ('ü');
                INSERT INTO uses VALUES (1, '?'), (2, '??'), (3, '????'), (4, 'a'), (5, 'u'), (6, ''), (7, 'ü');
                """);
        try (var declared = bare.declaring(directory, TAGS)) {
            var cleanup = declared.cleanup();
            for (var key : List.of("🧀", "日本", "ü")) {
                var batch = new DirectBatch()
                        .add("odd", "{\"id\":\"%s\",\"action\":\"deleted\"}".formatted(key))
                        .add("good", "{\"id\":\"a\",\"action\":\"deleted\"}");
                assertThat(batch.failuresOf(cleanup)).as(key).isEmpty();
            }
        }
        assertThat(TableContents.of(database, "tags", "uses").rowsByTable())
                .hasToString("{tags=[[????], [??], [?]], uses=[[1, ?], [2, ??], [3, ????], [5, u], [6, ]]}");
        assertThat(Letter.takeAll(queues)).extracting(Letter::code).containsExactly("DATA_REJECTED", "DATA_REJECTED");
    }

    @Test
    void aKeyIsOnlyATextWhateverModeTheServerIsIn() throws SQLException {
        database.run("""
                CREATE TABLE tags (name VARCHAR(60) COLLATE utf8mb4_bin PRIMARY KEY);
                CREATE TABLE uses (id INT PRIMARY KEY, tag VARCHAR(60) COLLATE utf8mb4_bin, KEY (tag));
                INSERT INTO tags VALUES ('a'), ('b'), ('c');
                INSERT INTO uses VALUES (1, 'a'), (2, 'b'), (3, 'c');
                """);
        var before = TableContents.of(database, "tags", "uses");
        database.run("SET @@GLOBAL.sql_mode = CONCAT(@@GLOBAL.sql_mode, ',NO_BACKSLASH_ESCAPES,ANSI_QUOTES')");
        try (var declared = bare.declaring(directory, TAGS)) {
            var batch = new DirectBatch()
                    .add("1", "{\"id\":\"\\\\' OR 1=1 -- \",\"action\":\"deleted\"}")
                    .add("2", "{\"id\":\"') OR ('a'='a\",\"action\":\"deleted\"}")
                    .add("3", "{\"id\":\"\\\" OR \\\"a\\\"=\\\"a\",\"action\":\"deleted\"}");
            assertThat(batch.failuresOf(declared.cleanup())).isEmpty();
            var good = new DirectBatch().add("m", "{\"ids\":[\"b\",\"'\"],\"action\":\"deleted\"}");
            assertThat(TableContents.of(database, "tags", "uses")).isEqualTo(before);
            assertThat(good.failuresOf(declared.cleanup())).isEmpty();
        } finally {
            database.run("SET @@GLOBAL.sql_mode = REPLACE(REPLACE(@@GLOBAL.sql_mode, 'NO_BACKSLASH_ESCAPES', ''),"
                    + " 'ANSI_QUOTES', '')");
        }
        assertThat(TableContents.of(database, "tags", "uses").rowsByTable())
                .hasToString("{tags=[[a], [c]], uses=[[1, a], [3, c]]}");
    }

    @Test
    void aRowThatStandsUnderAnotherSpellingIsRefusedAndItsNeighboursAreDone() throws SQLException {
        database.run("""
                CREATE TABLE tags (name VARCHAR(40) COLLATE utf8mb4_general_ci PRIMARY KEY);
                CREATE TABLE uses (id INT PRIMARY KEY, tag VARCHAR(40) COLLATE utf8mb4_general_ci, KEY (tag));
                INSERT INTO tags VALUES ('Soup');
                INSERT INTO uses VALUES (1, 'soup'), (2, 'stew'), (3, 'pie');
                """);
        var cautious = bare.declaring(directory, TAGS.replace("api: true", "onLiveParent: refuse"));
        try (cautious) {
            var batch = new DirectBatch()
                    .add("lives", "{\"id\":\"SOUP\",\"action\":\"deleted\"}")
                    .add("gone", "{\"ids\":[\"stew\",\"STEW\"],\"action\":\"deleted\"}");
            assertThat(batch.failuresOf(cautious.cleanup())).isEmpty();
        }
        assertThat(TableContents.of(database, "tags", "uses").rowsByTable())
                .hasToString("{tags=[[Soup]], uses=[[1, soup], [3, pie]]}");
        assertThat(Letter.takeAll(queues))
                .extracting(Letter::messageId, Letter::code)
                .containsExactly(tuple("lives", "LIVE_PARENT"));
    }
}
