package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What holds the consumer back on a real server, and what it says about that. */
@OnEveryServer
@NotOnVitess("its parser has no CREATE USER; JdbcThrottleIT runs there")
class ThrottleIT {
    private static final String HEARTBEAT = "REPLACE INTO heartbeat VALUES (1, UTC_TIMESTAMP(6) - INTERVAL %d SECOND)";

    private final Recipes recipes;
    private final LocalDatabase database;
    private final QueuePair queues;
    private Deployment deployment;

    ThrottleIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.database = database;
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.recipes = Recipes.load(database, 40);
        this.deployment = Deployment.on(database, queues).with("TIME_RESERVE", "PT1.5S");
        database.run("CREATE TABLE heartbeat (id INT PRIMARY KEY, ts DATETIME(6) NOT NULL)");
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void whileOthersKeepTheServerBusyNothingBeginsAndThenItGoesOn() throws Exception {
        var staying = recipes.contentsWithout(1, 2);
        deployment = deployment.with("MAX_THREADS_RUNNING", "8").within(Duration.ofSeconds(30));
        var cleanup = deployment.cleanup();
        assertThat(DirectBatch.ofIds(99).failuresOf(cleanup)).isEmpty();
        var before = recipes.contents();
        Thread.sleep(1_100); // the gauge is asked once a second
        var sleepers = sleepers(12, 4);
        awaitSleepers(12);
        var failures =
                CompletableFuture.supplyAsync(() -> DirectBatch.ofIds(1, 2).failuresOf(cleanup));
        Thread.sleep(1_500);
        assertThat(recipes.contents()).isEqualTo(before);
        assertThat(failures.join()).isEmpty();
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(deployment.lines())
                .anyMatch(line -> line.contains("\"HeldBack.threads_running\":")
                        && line.contains("\"HeldBackMillis.threads_running\":"))
                .filteredOn(line -> line.contains("\"message\":\"holding back\""))
                .singleElement()
                .asString()
                .contains("\"holdReason\":\"threads_running\"", "the limit is 8");
        sleepers.forEach(CompletableFuture::join);
    }

    @Test
    void anOldHeartbeatHoldsBackAndANewOneLetsGo() throws Exception {
        var before = recipes.contents();
        var staying = recipes.contentsWithout(1, 2);
        deployment = lagging().within(Duration.ofSeconds(30));
        var cleanup = deployment.cleanup();
        database.run(HEARTBEAT.formatted(60));
        var failures =
                CompletableFuture.supplyAsync(() -> DirectBatch.ofIds(1, 2).failuresOf(cleanup));
        Thread.sleep(2_500);
        assertThat(recipes.contents()).isEqualTo(before);
        database.run(HEARTBEAT.formatted(-60));
        assertThat(failures.join()).isEmpty();
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(deployment.lines())
                .anyMatch(line -> line.contains("\"HeldBack.replica_lag\":"))
                .filteredOn(line -> line.contains("\"holdReason\":\"replica_lag\""))
                .singleElement()
                .asString()
                .contains("behind, the limit is PT5S");
    }

    @Test
    void whatIsHeldBackTheWholeTimeIsDeliveredAgainAndRemembersWhy() throws SQLException {
        var before = recipes.contents();
        deployment = lagging().within(Duration.ofSeconds(4));
        database.run(HEARTBEAT.formatted(60));
        assertThat(DirectBatch.ofIds(1, 2).failuresOf(deployment.cleanup())).containsExactly("m1", "m2");
        assertThat(recipes.contents()).isEqualTo(before);
        assertThat(deployment.lines())
                .anyMatch(line -> line.contains("\"code\":\"HELD_BACK\"") && line.contains("replica_lag"));
        assertThat(queues.deadLetters()).isZero();
        assertThat(queues.messages()).isZero();
    }

    @Test
    void aUserWithoutTheRightsWorksAndSaysSoOnce() throws SQLException {
        var user = "app_" + database.name();
        var staying = recipes.contentsWithout(1, 2, 3);
        database.run("CREATE USER %s@'%%' IDENTIFIED BY 'pw'".formatted(user));
        for (var table : List.of("recipes", "ingredients", "steps", "afterdelete_outbox")) {
            database.run(
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON %s.%s TO %s@'%%'".formatted(database.name(), table, user));
        }
        deployment = lagging()
                .with("MAX_THREADS_RUNNING", "100000")
                .with("DB_USER", user)
                .with("DB_PASSWORD", "pw");
        var cleanup = deployment.cleanup();
        for (var id = 1; id <= 3; id++) {
            assertThat(DirectBatch.ofIds(id).failuresOf(cleanup)).isEmpty();
        }
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(deployment.lines())
                .filteredOn(line -> line.contains("cannot be measured"))
                .singleElement()
                .asString()
                .contains("this process goes without", "replica_lag", "ACCESS_DENIED");
        database.run("DROP USER %s@'%%'".formatted(user));
    }

    @Test
    void noMoreRowsASecondAreDeletedThanAllowed() throws SQLException {
        var ids = new ArrayList<Long>();
        for (var id = 1L; id <= 40; id++) {
            ids.add(id);
        }
        var staying = recipes.contentsWithout(ids);
        var rows = rowsOf(recipes.contents()) - rowsOf(staying);
        deployment = deployment.with("MAX_ROWS_PER_SECOND", String.valueOf(rows / 3));
        var batch = DirectBatch.ofIds(ids.stream().mapToLong(Long::longValue).toArray());
        var begin = System.nanoTime();
        assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(1_900));
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(deployment.lines())
                .anyMatch(line -> line.contains("\"HeldBack.rows_per_second\":"))
                .filteredOn(line -> line.contains("\"message\":\"holding back\""))
                .hasSize(1);
    }

    private Deployment lagging() {
        return deployment
                .with("MAX_REPLICA_LAG", "PT5S")
                .with("REPLICA_URL", database.url())
                .with("HEARTBEAT", "heartbeat.ts");
    }

    private List<CompletableFuture<Void>> sleepers(int count, int seconds) {
        var sleepers = new ArrayList<CompletableFuture<Void>>();
        for (var sleeper = 0; sleeper < count; sleeper++) {
            sleepers.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            database.run("DO SLEEP(%d)".formatted(seconds));
                        } catch (SQLException failure) {
                            throw new AssertionError(failure);
                        }
                    },
                    command -> Thread.ofVirtual().start(command)));
        }
        return sleepers;
    }

    private void awaitSleepers(int count) throws SQLException {
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        try (var connection = database.connect();
                var query = connection.prepareStatement("SELECT COUNT(*) FROM information_schema.processlist"
                        + " WHERE db = DATABASE() AND info LIKE 'DO SLEEP%'")) {
            while (System.nanoTime() < end) {
                try (var row = query.executeQuery()) {
                    row.next();
                    if (row.getInt(1) >= count) {
                        return;
                    }
                }
            }
        }
        throw new AssertionError("no " + count + " threads sleep");
    }

    private static int rowsOf(TableContents contents) {
        return contents.rowsByTable().values().stream().mapToInt(List::size).sum();
    }
}
