package dev.afterdelete.scenario;

import static dev.afterdelete.sql.Statements.deleteFrom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.jdbc.JdbcDatabase;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.jdbc.LiveSchema;
import dev.afterdelete.local.DockerPresence;
import dev.afterdelete.local.EmbeddedQueue;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.SqsClients;
import dev.afterdelete.local.VitessDatabase;
import dev.afterdelete.wire.JsonMessageFormat;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A Vitess whose limits are so low that each is met: 3 s a transaction, 40 rows a statement, 3 transactions at once.
 */
@SuppressWarnings("NullAway.Init")
class VitessLimitsIT {
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(3);
    private static final int RECIPES_IN_ALL = 12; // so that the test itself reads no more rows at once than it may
    private static final Table RECIPES = Table.named("recipes");
    private static final Table STEPS = Table.named("steps");
    private static final RelationGraph GRAPH = new RelationGraph(
            List.of(RECIPES, STEPS),
            Optional.empty(),
            List.of(Relation.of(STEPS, List.of("recipe_id"), RECIPES, new OnDelete.Cascade())));

    private static VitessDatabase vitess;
    private static EmbeddedQueue queue;
    private static SqsClient sqs;

    @TempDir
    private Path directory;

    private LocalDatabase database;
    private QueuePair queues;
    private Recipes recipes;
    private Deployment deployment;
    private final List<Connection> locks = new ArrayList<>();

    @BeforeAll
    static void start() {
        assumeTrue(DockerPresence.here().admits("VitessLimitsIT", System.out));
        vitess = VitessDatabase.start(
                "--queryserver-config-transaction-timeout=" + TRANSACTION_TIMEOUT.toSeconds() + "s",
                "--queryserver-config-max-result-size=40",
                "--queryserver-config-transaction-cap=3",
                "--queryserver-config-txpool-timeout=200ms");
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

    @BeforeEach
    void load() throws SQLException {
        database = vitess.createFresh();
        queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        recipes = Recipes.load(database, RECIPES_IN_ALL);
        deployment = Deployment.on(database, queues).within(Duration.ofSeconds(25));
    }

    @AfterEach
    void close() throws SQLException {
        deployment.close();
        release();
    }

    private void release() throws SQLException {
        for (var connection : locks) {
            connection.close();
        }
        locks.clear();
    }

    /**
     * Another transaction that has locked rows, of a kind that may last longer. A tablet keeps a pool of transactions
     * for each of two ways to count changed rows.
     */
    private void lock(String query) throws SQLException {
        var connection = database.connectWith("useAffectedRows=true");
        locks.add(connection);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SET workload = 'olap'");
            statement.execute(query);
        }
    }

    @Test
    void moreRowsThanAStatementMayReadAreHalvedUntilTheyAreFewEnough() throws SQLException {
        var staying = recipes.contentsWithout(1, 2);
        database.run("INSERT INTO steps (recipe_id, position, instruction) VALUES (1, 3, 'more')"
                + ", (2, 3, 'more')".repeat(90));
        database.run("CREATE TABLE notes (id BIGINT AUTO_INCREMENT PRIMARY KEY, step_id BIGINT, KEY (step_id));"
                + "INSERT INTO notes (step_id) SELECT id FROM steps");
        deployment = deployment.declaring(directory, """
                version: 1
                relations:
                  - { child: ingredients.recipe_id, parent: recipes, onDelete: cascade }
                  - { child: steps.recipe_id, parent: recipes, onDelete: cascade }
                  - { child: notes.step_id, parent: steps, onDelete: cascade }
                default: recipes
                """);
        var cleanup = deployment.cleanup();
        assertThat(DirectBatch.ofIds(1, 2).failuresOf(cleanup)).isEmpty();
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(TableContents.of(database, "notes").rowsByTable().get("notes"))
                .hasSize(2 * (RECIPES_IN_ALL - 2));
        assertThat(faults()).isNotEmpty().containsOnly("ROW_LIMIT");
    }

    @Test
    void aTransactionThatIsEndedByTheServerIsRunAgain() throws Exception {
        var staying = recipes.contentsWithout(1, 2, 3);
        deployment = deployment.with("LOCK_WAIT_TIMEOUT", "PT10S").with("TIME_RESERVE", "PT11S");
        var cleanup = deployment.cleanup();
        lock("SELECT * FROM steps WHERE recipe_id = 2 FOR UPDATE");
        var failures =
                CompletableFuture.supplyAsync(() -> DirectBatch.ofIds(1, 2, 3).failuresOf(cleanup));
        Thread.sleep(TRANSACTION_TIMEOUT.plusMillis(500));
        release();
        assertThat(failures.join()).isEmpty();
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(faults()).isNotEmpty().containsOnly("STATEMENT_TIMEOUT");
    }

    @Test
    void aStatementIsEndedByTheServerBeforeItsConnectionIsGivenUp() throws SQLException {
        lock("SELECT * FROM recipes WHERE id = 1 FOR UPDATE");
        try (var session = session(database, GRAPH, Duration.ofSeconds(2), Duration.ofSeconds(10))) {
            var engine = new JdbcDatabase(session, new JsonMessageFormat(GRAPH, () -> "c"), Duration.ofMinutes(1));
            assertThatThrownBy(() -> engine.<Long>transact(transaction -> transaction.change(
                            deleteFrom(RECIPES).whereKey(List.of(Key.of(1))).limit(1))))
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            ended -> assertThat(ended.fault().code()).isEqualTo(FaultCode.STATEMENT_TIMEOUT));
        }
    }

    @Test
    void aPoolThatIsFullIsWaitedFor() throws Exception {
        var staying = recipes.contentsWithout(1, 2);
        var cleanup = deployment.cleanup();
        assertThat(DirectBatch.ofIds(99).failuresOf(cleanup)).isEmpty(); // warm
        for (var id = 8; id <= 10; id++) {
            lock("SELECT * FROM recipes WHERE id = %d FOR UPDATE".formatted(id));
        }
        var failures =
                CompletableFuture.supplyAsync(() -> DirectBatch.ofIds(1, 2).failuresOf(cleanup));
        Thread.sleep(1_000);
        release();
        assertThat(failures.join()).isEmpty();
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(faults()).isNotEmpty().containsOnly("DATABASE_BUSY");
    }

    /** What a program does that goes on after an error, and commits: the rest of a cascade without its beginning. */
    @Test
    void whoGoesOnAfterAnErrorCommitsHalfACascade() throws Exception {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("DELETE FROM steps WHERE recipe_id = 1 LIMIT 10");
            Thread.sleep(TRANSACTION_TIMEOUT.plusSeconds(1));
            assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM ingredients WHERE recipe_id = 1 LIMIT 10"))
                    .isInstanceOf(SQLException.class);
            statement.executeUpdate("DELETE FROM recipes WHERE id = 1 LIMIT 1");
            connection.commit();
        }
        assertThat(recipes.contents())
                .as("the steps stand, and their recipe is gone")
                .isEqualTo(recipes.contentsWithout(List.of(1L), List.of()));
    }

    @Test
    void nothingThatFollowsAnErrorIsCommitted() throws SQLException {
        var before = recipes.contents();
        try (var session = session(database, GRAPH)) {
            var engine = new JdbcDatabase(session, new JsonMessageFormat(GRAPH, () -> "c"), Duration.ofMinutes(1));
            assertThatThrownBy(() -> engine.transact(transaction -> {
                        var one = List.of(Key.of(1));
                        transaction.change(deleteFrom(STEPS)
                                .where(GRAPH.relations().getFirst(), one)
                                .limit(10));
                        sleep(TRANSACTION_TIMEOUT.plusSeconds(1));
                        return transaction.change(
                                deleteFrom(RECIPES).whereKey(one).limit(1));
                    }))
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            ended -> assertThat(ended.fault().code()).isEqualTo(FaultCode.STATEMENT_TIMEOUT));
            assertThat(recipes.contents()).isEqualTo(before);
            assertThat(engine.<Long>transact(transaction -> transaction.change(
                            deleteFrom(RECIPES).whereKey(List.of(Key.of(1))).limit(1))))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE QUICK FROM steps WHERE id = 1 LIMIT 1                    | UNSUPPORTED_STATEMENT
            DELETE FROM steps WHERE id = 1 LIMIT 1 RETURNING id             | UNSUPPORTED_STATEMENT
            WITH c AS (SELECT 1) DELETE FROM steps WHERE id = 1 LIMIT 1     | UNSUPPORTED_STATEMENT
            DELETE FROM nowhere WHERE id = 1 LIMIT 1                        | SCHEMA_MISMATCH
            DELETE FROM steps WHERE nothing = 1 LIMIT 1                     | SCHEMA_MISMATCH
            SELECT a.id FROM ingredients a JOIN ingredients b                | ROW_LIMIT
            """)
    void whatTheServerSaysIsUnderstood(String statement, FaultCode code) {
        try (var session = session(database, GRAPH)) {
            assertThat(codeOf(session, statement)).isEqualTo(code);
        }
    }

    @Test
    void aTransactionOnTwoShardsIsRefusedWhereOneIsAllowed() {
        var graph = new RelationGraph(
                List.of(Table.named("ready", List.of(new KeyColumn("tenant_id", KeyType.INTEGER)))),
                Optional.empty(),
                List.of());
        try (var session = session(vitess.sharded(), graph)) {
            assertThatThrownBy(() -> session.transact(connection -> {
                        try (var sql = connection.createStatement()) {
                            sql.execute("SET transaction_mode = 'single'");
                            for (var tenant = 1; tenant <= 20; tenant++) {
                                sql.execute("DELETE FROM ready WHERE tenant_id = %d LIMIT 1".formatted(tenant));
                            }
                            return sql.getUpdateCount();
                        }
                    }))
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            refused -> assertThat(refused.fault().code()).isEqualTo(FaultCode.UNSUPPORTED_STATEMENT));
        }
    }

    private static FaultCode codeOf(JdbcSession session, String statement) {
        return Assertions.catchThrowableOfType(
                        FaultException.class,
                        () -> session.transact(connection -> {
                            try (var sql = connection.createStatement()) {
                                return sql.execute(statement);
                            }
                        }))
                .fault()
                .code();
    }

    private static JdbcSession session(LocalDatabase database, RelationGraph graph) {
        return session(database, graph, Duration.ofSeconds(20), Duration.ofSeconds(2));
    }

    private static JdbcSession session(
            LocalDatabase database, RelationGraph graph, Duration socketTimeout, Duration lockWaitTimeout) {
        return new JdbcSession(
                new JdbcSession.Target(database.url(), Duration.ofSeconds(3), socketTimeout, lockWaitTimeout),
                () -> new Credentials(
                        database.server().user(), database.server().password()),
                new LiveSchema(graph),
                InstantSource.system());
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The codes of the attempts that were rolled back, in order. */
    private List<String> faults() {
        return deployment.lines().stream()
                .filter(line -> line.contains("\"attempt rolled back\""))
                .map(line -> line.replaceFirst(".*\"code\":\"([A-Z_]+)\".*", "$1"))
                .toList();
    }
}
