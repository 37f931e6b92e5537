package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.local.FunctionException;
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

/** A live schema in which a statement could take rows that nobody meant: nothing runs, and nothing is acknowledged. */
@OnEveryServer
@NotOnVitess("it counts the connections of the server, and a tablet keeps its own open")
class SchemaMismatchIT {
    private final LocalDatabase database;
    private final QueuePair queues;
    private final Path directory;
    private final Deployment bare;

    SchemaMismatchIT(LocalDatabase database, SqsClient sqs, @TempDir Path directory) throws SQLException {
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
    void aReferenceWithAWiderCollation() throws SQLException {
        database.run("""
                CREATE TABLE parents (id VARCHAR(20) COLLATE utf8mb4_bin PRIMARY KEY);
                CREATE TABLE children (id INT PRIMARY KEY, parent_id VARCHAR(20) COLLATE utf8mb4_general_ci, KEY (parent_id));
                INSERT INTO parents VALUES ('abc'), ('ABC');
                INSERT INTO children VALUES (1, 'abc'), (2, 'ABC');
                """);
        assertNothingRuns("key: { column: id, type: string }", "\"abc\"", "children.parent_id", "utf8mb4_general_ci");
    }

    @Test
    void aNumberThatIsReferredToAsText() throws SQLException {
        database.run("""
                CREATE TABLE parents (id BIGINT PRIMARY KEY);
                CREATE TABLE children (id INT PRIMARY KEY, parent_id VARCHAR(20), KEY (parent_id));
                INSERT INTO parents VALUES (1);
                INSERT INTO children VALUES (1, '1'), (2, '1abc'), (3, ' 1'), (4, '01');
                """);
        assertNothingRuns("key: id", "1", "children.parent_id", "varchar");
    }

    @Test
    void aTextThatIsDeclaredAsANumber() throws SQLException {
        database.run("""
                CREATE TABLE parents (id VARCHAR(20) PRIMARY KEY);
                CREATE TABLE children (id INT PRIMARY KEY, parent_id VARCHAR(20), KEY (parent_id));
                INSERT INTO parents VALUES ('1'), ('1abc');
                INSERT INTO children VALUES (1, '1'), (2, '1abc');
                """);
        assertNothingRuns("key: id", "1", "parents.id", "integer");
    }

    @Test
    void aDecimalOrAFloatThatIsDeclaredAsANumber() throws SQLException {
        database.run("""
                CREATE TABLE parents (id DECIMAL(10, 2) PRIMARY KEY);
                CREATE TABLE children (id INT PRIMARY KEY, parent_id DOUBLE, KEY (parent_id));
                INSERT INTO parents VALUES (1), (1.25);
                INSERT INTO children VALUES (1, 1), (2, 1.25);
                """);
        assertNothingRuns("key: id", "1", "parents.id is decimal", "children.parent_id is double");
    }

    @Test
    void aKeyThatSeveralRowsMayShare() throws SQLException {
        database.run("""
                CREATE TABLE parents (id BIGINT, year INT, PRIMARY KEY (id, year));
                CREATE TABLE children (id INT PRIMARY KEY, parent_id BIGINT, KEY (parent_id));
                INSERT INTO parents VALUES (1, 2025), (1, 2026);
                INSERT INTO children VALUES (1, 1);
                """);
        assertNothingRuns("key: id", "1", "parents", "unique");
    }

    @Test
    void aTimeThatEveryUpdateSets() throws SQLException {
        database.run("""
                CREATE TABLE parents (id BIGINT PRIMARY KEY, born TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP);
                CREATE TABLE children (id INT PRIMARY KEY, parent_id BIGINT, KEY (parent_id));
                INSERT INTO parents (id) VALUES (1);
                INSERT INTO children VALUES (1, 1);
                """);
        assertNothingRuns("createdAt: born", "1", "parents.born gets the time of every update");
    }

    @Test
    void aMarkThatEveryRowBears() throws SQLException {
        database.run("""
                CREATE TABLE parents (id BIGINT PRIMARY KEY, gone DATETIME NOT NULL DEFAULT '1970-01-01 00:00:00');
                CREATE TABLE children (id INT PRIMARY KEY, parent_id BIGINT, KEY (parent_id));
                INSERT INTO parents (id) VALUES (1);
                INSERT INTO children VALUES (1, 1);
                """);
        assertNothingRuns(
                "softDelete: { column: gone, deleted: not_null }",
                "1",
                "parents.gone cannot mark deleted rows: it is NOT NULL");
    }

    @Test
    void aTableOrColumnThatDoesNotExist() throws SQLException {
        database.run("""
                CREATE TABLE parents (id BIGINT PRIMARY KEY);
                CREATE TABLE children (id INT PRIMARY KEY, parent BIGINT, KEY (parent));
                INSERT INTO parents VALUES (1);
                INSERT INTO children VALUES (1, 1);
                """);
        assertNothingRuns("key: id", "1", "children.parent_id does not exist");
    }

    @Test
    void aSchemaThatIsMendedIsFoundByTheNextDelivery() throws SQLException {
        database.run("""
                CREATE TABLE parents (id BIGINT PRIMARY KEY);
                CREATE TABLE children (id INT PRIMARY KEY, parent_id VARCHAR(20), KEY (parent_id));
                INSERT INTO parents VALUES (1), (2);
                INSERT INTO children VALUES (1, '1'), (2, '2');
                """);
        try (var declared = declaring("key: id")) {
            var cleanup = declared.cleanup();
            assertThat(DirectBatch.ofIds(1).failuresOf(cleanup)).containsExactly("m1");
            database.run("ALTER TABLE children MODIFY parent_id BIGINT");
            assertThat(DirectBatch.ofIds(1).failuresOf(cleanup)).isEmpty();
        }
        assertThat(TableContents.of(database, "parents", "children").rowsByTable())
                .hasToString("{parents=[[2]], children=[[2, 2]]}");
    }

    private void assertNothingRuns(String key, String id, String... reasons) throws SQLException {
        var before = TableContents.of(database, "parents", "children");
        try (var declared = declaring(key)) {
            var cleanup = declared.cleanup();
            var batch = new DirectBatch().add("m", "{\"id\":%s,\"action\":\"deleted\"}".formatted(id));
            for (var delivery = 1; delivery <= 3; delivery++) {
                assertThat(batch.failuresOf(cleanup)).containsExactly("m");
            }
            assertThat(declared.lines())
                    .anySatisfy(
                            line -> assertThat(line).contains("SCHEMA_MISMATCH").contains(reasons));
            assertThat(ApiAnswer.delete(declared.api(), "/parents/" + id.replace("\"", ""))
                            .summary())
                    .isEqualTo("500 SCHEMA_MISMATCH");
            var sweep = declared.sweep();
            assertThatThrownBy(() -> Sweep.run(sweep))
                    .isInstanceOf(FunctionException.class)
                    .hasMessageContaining("SCHEMA_MISMATCH");
            assertThat(Connections.countOn(database)).isZero();
        }
        assertThat(TableContents.of(database, "parents", "children", "afterdelete_outbox")
                        .size())
                .isEqualTo(before.size());
        assertThat(TableContents.of(database, "parents", "children")).isEqualTo(before);
        assertThat(queues.deadLetters() + queues.messages()).isZero();
    }

    private Deployment declaring(String key) {
        return bare.declaring(directory, """
                version: 1
                default: parents
                tables: { parents: { %s, api: true } }
                relations: [{ child: children.parent_id, parent: parents, onDelete: cascade }]
                """.formatted(key));
    }
}
