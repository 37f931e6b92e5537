package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Every class of fault, provoked on a real server: by what causes it where a test can do that, otherwise by a trigger
 * that raises the very error. What is over after a while ends well in the same invocation.
 */
@OnEveryServer
@NotOnVitess("its parser has no CREATE TRIGGER; VitessLimitsIT provokes what it has limits for")
class ProvokedFaultIT {
    private static final String PASSWORD = "of-a-test";
    private static final long[] IDS = LongStream.rangeClosed(1, 20).toArray();

    private final Recipes recipes;
    private final LocalDatabase database;
    private final QueuePair queues;
    private final String user;
    private Deployment deployment;

    ProvokedFaultIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.database = database;
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.recipes = Recipes.load(database, 30);
        this.user = "app_" + database.name();
        database.run(
                "CREATE USER %1$s@'%%' IDENTIFIED BY '%2$s'; GRANT SELECT, INSERT, UPDATE, DELETE ON %3$s.* TO %1$s@'%%'"
                        .formatted(user, PASSWORD, database.name()));
        this.deployment = Deployment.on(database, queues)
                .with("DB_USER", user)
                .with("DB_PASSWORD", PASSWORD)
                .with("TIME_RESERVE", "PT1.5S")
                .within(Duration.ofSeconds(12));
    }

    @AfterEach
    void close() throws SQLException {
        deployment.close();
        database.run("DROP USER %s@'%%'".formatted(user));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1213 | 40001 | Deadlock found when trying to get lock; try restarting transaction                    | DEADLOCK
            1205 | HY000 | Lock wait timeout exceeded; try restarting transaction                                | LOCK_WAIT_TIMEOUT
            1114 | HY000 | The table steps is full                                                               | DISK_FULL
            1021 | HY000 | Disk full (/tmp/#sql); waiting for someone to free some space...                       | DISK_FULL
            1030 | HY000 | Got error 28 - "No space left on device" from storage engine                          | DISK_FULL
            1836 | HY000 | Running in read-only mode                                                             | READ_ONLY
            1290 | HY000 | The MySQL server is running with the --super-read-only option                         | READ_ONLY
            1053 | 08S01 | Server shutdown in progress                                                           | CONNECTION_LOST
            1317 | 70100 | Query execution was interrupted                                                       | QUERY_INTERRUPTED
            1203 | 42000 | vttablet: rpc error: code = ResourceExhausted desc = transaction pool connection limit exceeded | DATABASE_BUSY
            1041 | HY000 | Transaction throttled                                                                 | DATABASE_BUSY
            1105 | HY000 | primary is not serving, there may be a reparent operation in progress                 | DATABASE_BUSY
            1317 | 70100 | transaction 17: ended at 2026-11-22 (exceeded timeout: 4s)                            | STATEMENT_TIMEOUT
            3024 | HY000 | Query execution was interrupted, maximum statement execution time exceeded            | STATEMENT_TIMEOUT
            1317 | 70100 | caller id: x: row count exceeded 10000                                                | ROW_LIMIT
            1153 | 08S01 | Got a packet bigger than max_allowed_packet bytes                                     | PACKET_TOO_LARGE
            """)
    void anErrorThatIsOverAfterAWhileEndsWell(int number, String state, String message, String code)
            throws SQLException {
        var staying = recipes.contentsWithout(1, 2, 3);
        database.run("""
                CREATE TABLE tries (n INT AUTO_INCREMENT PRIMARY KEY); -- which no rollback sets back
                CREATE TRIGGER objection BEFORE DELETE ON steps FOR EACH ROW
                BEGIN
                  INSERT INTO tries VALUES (NULL);
                  IF LAST_INSERT_ID() <= 2 THEN
                    SIGNAL SQLSTATE '%s' SET MYSQL_ERRNO = %d, MESSAGE_TEXT = '%s';
                  END IF;
                END;
                """.formatted(state, number, message));
        assertThat(DirectBatch.ofIds(1, 2, 3).failuresOf(deployment.cleanup())).isEmpty();
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(faults()).containsExactly(code, code);
        assertThat(queues.deadLetters()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            caller id: x: row count exceeded 5                          | ROW_LIMIT
            transaction 17: ended at 2026-11-22 (exceeded timeout: 4s)  | STATEMENT_TIMEOUT
            """)
    void aStatementThatIsTooLargeIsHalvedUntilItIsNot(String message, String code) throws SQLException {
        var staying = recipes.contentsWithout(LongStream.of(IDS).boxed().toList());
        database.run("""
                CREATE TRIGGER objection BEFORE DELETE ON steps FOR EACH ROW
                BEGIN
                  SET @rows = IF(@began <=> NOW(6), @rows + 1, 1), @began = NOW(6);
                  IF @rows > 5 THEN
                    SIGNAL SQLSTATE '70100' SET MYSQL_ERRNO = 1317, MESSAGE_TEXT = '%s';
                  END IF;
                END;
                """.formatted(message));
        assertThat(DirectBatch.ofIds(IDS).failuresOf(deployment.cleanup())).isEmpty();
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(faults()).isNotEmpty().containsOnly(code);
    }

    @Test
    void aStatementThatIsLongerThanTheServerTakesIsHalvedUntilItIsNot() throws SQLException {
        var staying = recipes.contentsWithout(1, 2, 3);
        var ids = LongStream.concat(LongStream.of(1, 2, 3), LongStream.range(10_000_000_000L, 10_000_000_900L))
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));
        var usual = globalVariable("max_allowed_packet");
        database.run("SET GLOBAL max_allowed_packet = 4096");
        try {
            var batch = new DirectBatch().add("m", "{\"ids\":[%s],\"action\":\"deleted\"}".formatted(ids));
            assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();
        } finally {
            database.run("SET GLOBAL max_allowed_packet = " + usual);
        }
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(faults()).isNotEmpty().containsOnly("PACKET_TOO_LARGE");
    }

    @Test
    void aStatementThatIsKilledIsRunAgain() throws Exception {
        var staying = recipes.contentsWithout(1, 2, 3);
        var cleanup = deployment
                .with("LOCK_WAIT_TIMEOUT", "PT10S")
                .with("TIME_RESERVE", "PT11S")
                .cleanup();
        try (var lock = RowLock.on(database, "SELECT * FROM recipes WHERE id = 2 FOR UPDATE")) {
            var failures = CompletableFuture.supplyAsync(
                    () -> DirectBatch.ofIds(1, 2, 3).failuresOf(cleanup));
            LockWaits.await(database, 1);
            Connections.killQueries(database, user);
            lock.run("ROLLBACK");
            assertThat(failures.join()).isEmpty();
        }
        assertThat(recipes.contents()).isEqualTo(staying);
    }

    @Test
    void aServerWithoutAConnectionLeftIsTriedAgainUntilItHasOne() throws Exception {
        var staying = recipes.contentsWithout(1, 2, 3);
        var cleanup = deployment.cleanup();
        var usual = globalVariable("max_connections");
        database.run("SET GLOBAL max_connections = 12");
        var others = new ArrayList<Connection>();
        try {
            fill(others, 1040);
            var failures = CompletableFuture.supplyAsync(
                    () -> DirectBatch.ofIds(1, 2, 3).failuresOf(cleanup));
            Thread.sleep(500);
            close(others);
            assertThat(failures.join()).isEmpty();
        } finally {
            close(others);
            database.run("SET GLOBAL max_connections = " + usual);
        }
        assertThat(codesOf("attempt not begun")).isNotEmpty().containsOnly("TOO_MANY_CONNECTIONS");
        assertThat(recipes.contents()).isEqualTo(staying);
    }

    @Test
    void aUserWithoutAConnectionLeftIsDeliveredItsMessagesAgain() throws SQLException {
        var before = recipes.contents();
        var staying = recipes.contentsWithout(1, 2, 3);
        deployment = deployment.within(Duration.ofSeconds(3));
        var cleanup = deployment.cleanup();
        database.run("ALTER USER %s@'%%' WITH MAX_USER_CONNECTIONS 2".formatted(user));
        var others = new ArrayList<Connection>();
        try {
            fill(others, 1226);
            assertThat(DirectBatch.ofIds(1, 2, 3).failuresOf(cleanup)).containsExactly("m1", "m2", "m3");
        } finally {
            close(others);
        }
        assertThat(codesOf("attempt not begun")).isNotEmpty().containsOnly("TOO_MANY_CONNECTIONS");
        assertThat(recipes.contents()).isEqualTo(before);
        assertThat(queues.deadLetters()).isZero();
        assertThat(DirectBatch.ofIds(1, 2, 3).failuresOf(cleanup)).isEmpty();
        assertThat(recipes.contents()).isEqualTo(staying);
    }

    @Test
    void aColumnThatDisappearsWhileTheFunctionIsWarmEndsTheBatchAtOnce() throws SQLException {
        var staying = recipes.contentsWithout(1, 2, 3);
        var cleanup = deployment.cleanup();
        assertThat(DirectBatch.ofIds(99).failuresOf(cleanup)).isEmpty();
        database.run("ALTER TABLE steps RENAME COLUMN recipe_id TO recipe");
        assertThat(DirectBatch.ofIds(1, 2, 3).failuresOf(cleanup)).containsExactly("m1", "m2", "m3");
        assertThat(faults()).containsExactly("SCHEMA_MISMATCH");
        database.run("ALTER TABLE steps RENAME COLUMN recipe TO recipe_id");
        assertThat(DirectBatch.ofIds(1, 2, 3).failuresOf(cleanup)).isEmpty();
        assertThat(recipes.contents()).isEqualTo(staying);
    }

    @Test
    void anAccountThatIsLockedEndsTheBatchAtOnce() throws SQLException {
        var before = recipes.contents();
        database.run("ALTER USER %s@'%%' ACCOUNT LOCK".formatted(user));
        assertThat(DirectBatch.ofIds(1, 2, 3).failuresOf(deployment.cleanup())).containsExactly("m1", "m2", "m3");
        assertThat(faults()).isEmpty();
        assertThat(codesOf("messages failed, they will be delivered again")).containsExactly("ACCESS_DENIED");
        assertThat(recipes.contents()).isEqualTo(before);
        assertThat(queues.deadLetters()).isZero();
    }

    /** The codes of the attempts that were rolled back, in order. */
    private List<String> faults() {
        return codesOf("attempt rolled back");
    }

    private List<String> codesOf(String message) {
        return deployment.lines().stream()
                .filter(line -> line.contains("\"message\":\"%s\"".formatted(message)))
                .map(line -> line.replaceFirst(".*\"code\":\"([A-Z_]+)\".*", "$1"))
                .toList();
    }

    private void fill(List<Connection> connections, int untilError) throws SQLException {
        for (var more = 0; more < 50; more++) {
            try {
                connections.add(DriverManager.getConnection(database.url(), user, PASSWORD));
            } catch (SQLException full) {
                assertThat(full.getErrorCode()).isEqualTo(untilError);
                return;
            }
        }
        throw new AssertionError("the server does not become full");
    }

    private static void close(List<Connection> connections) throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    private String globalVariable(String name) throws SQLException {
        try (var connection = database.connect();
                var query = connection.createStatement();
                var row = query.executeQuery("SELECT @@GLOBAL." + name)) {
            row.next();
            return row.getString(1);
        }
    }
}
