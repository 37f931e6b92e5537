package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.TcpProxy;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A server that cannot or will not: no message is acknowledged, nothing is touched, and all is done once it can. */
@OnEveryServer
@NotOnVitess("its parser has no CREATE USER")
class ServerFaultIT {
    private static final String PASSWORD = "of-a-test";

    private final Recipes recipes;
    private final LocalDatabase database;
    private final QueuePair queues;
    private final String user;
    private final Deployment deployment;

    ServerFaultIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.database = database;
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.recipes = Recipes.load(database, 10);
        this.user = "app_" + database.name();
        database.run(
                "CREATE USER %1$s@'%%' IDENTIFIED BY '%2$s'; GRANT SELECT, INSERT, UPDATE, DELETE ON %3$s.* TO %1$s@'%%'"
                        .formatted(user, PASSWORD, database.name()));
        this.deployment = Deployment.on(database, queues)
                .with("DB_USER", user)
                .with("DB_PASSWORD", PASSWORD)
                .with("TIME_RESERVE", "PT1.5S")
                .within(Duration.ofSeconds(2));
    }

    @AfterEach
    void close() throws SQLException {
        deployment.close();
        database.run("DROP USER %s@'%%'".formatted(user));
    }

    @Test
    void aServerThatIsReadOnlyIsTriedAgainOverANewConnection() throws SQLException {
        var before = recipes.contents();
        var staying = recipes.contentsWithout(1, 2);
        try (var proxy = TcpProxy.start(database.server());
                var through = deployment.with("DB_URL", proxy.urlOf(database))) {
            var cleanup = through.cleanup();
            var api = through.api();
            database.run("SET GLOBAL read_only = ON");
            try {
                assertThat(DirectBatch.ofIds(1, 2).failuresOf(cleanup)).containsExactly("m1", "m2");
                assertThat(ApiAnswer.delete(api, "/recipes/3").summary()).isEqualTo("503 READ_ONLY");
            } finally {
                database.run("SET GLOBAL read_only = OFF");
            }
            assertThat(recipes.contents()).isEqualTo(before);
            assertThat(proxy.connections()).isGreaterThan(2); // the name may lead to another server by now
            assertThat(DirectBatch.ofIds(1, 2).failuresOf(cleanup)).isEmpty();
        }
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(queues.deadLetters()).isZero();
    }

    @Test
    void aDatabaseThatIsAwayAtTheStartFailsEveryMessageAndIsFoundWhenItIsBack() throws SQLException {
        var before = recipes.contents();
        var staying = recipes.contentsWithout(1, 2);
        try (var proxy = TcpProxy.start(database.server());
                var through = deployment.with("DB_URL", proxy.urlOf(database))) {
            var cleanup = through.cleanup();
            proxy.refuse();
            var batch = DirectBatch.ofIds(1, 2).add("poison", "not JSON");
            assertThat(batch.failuresOf(cleanup)).containsExactly("m1", "m2");
            assertThat(through.lines()).anyMatch(line -> line.contains("\"code\":\"CANNOT_CONNECT\""));
            assertThat(Letter.takeAll(queues)).extracting(Letter::code).containsExactly("MALFORMED_JSON");
            assertThat(recipes.contents()).isEqualTo(before);
            proxy.accept();
            assertThat(DirectBatch.ofIds(1, 2).failuresOf(cleanup)).isEmpty();
        }
        assertThat(recipes.contents()).isEqualTo(staying);
    }

    @Test
    void aUserThatMayNotDeleteFromAChildFailsItsParentsTogetherAtTheFirstTry() throws SQLException {
        var before = recipes.contents();
        database.run("REVOKE DELETE ON %1$s.* FROM %2$s@'%%'; GRANT DELETE ON %1$s.ingredients TO %2$s@'%%'"
                .formatted(database.name(), user));
        var cleanup = deployment.cleanup();
        assertThat(DirectBatch.ofIds(1, 2, 3).failuresOf(cleanup)).containsExactly("m1", "m2", "m3");
        assertThat(deployment.lines())
                .filteredOn(line -> line.contains("attempt rolled back"))
                .singleElement()
                .asString()
                .contains("ACCESS_DENIED", "steps");
        assertThat(recipes.contents()).isEqualTo(before);
        assertThat(queues.deadLetters()).isZero();
    }

    @Test
    void aTriggerThatNamesATableWhichIsGoneFailsOnlyWhatMeetsIt() throws SQLException {
        database.run(
                "CREATE TRIGGER audited AFTER DELETE ON ingredients FOR EACH ROW INSERT INTO audit VALUES (OLD.id)");
        var batch = DirectBatch.ofIds(1, 2)
                .add("s1", "{\"id\":1,\"action\":\"deleted\",\"table\":\"steps\"}")
                .add("s2", "{\"id\":2,\"action\":\"deleted\",\"table\":\"steps\"}");
        var before = TableContents.of(database, "recipes", "ingredients", "steps WHERE id > 2");
        assertThat(batch.failuresOf(deployment.cleanup())).containsExactly("m1", "m2");
        assertThat(deployment.lines())
                .filteredOn(line -> line.contains("attempt rolled back"))
                .singleElement()
                .asString()
                .contains("SCHEMA_MISMATCH", ".audit' doesn't exist")
                .doesNotContain("disagree");
        assertThat(TableContents.of(database, "recipes", "ingredients", "steps WHERE id > 2"))
                .isEqualTo(before);
        assertThat(TableContents.of(database, "steps WHERE id <= 2").size()).isZero();
    }

    @Test
    void aWrongPasswordEndsTheBatchAtOnceAndIsNotToldToAnybody() throws SQLException {
        var before = recipes.contents();
        try (var wrong = deployment.with("DB_PASSWORD", "s3cret-and-wrong")) {
            assertThat(DirectBatch.ofIds(1).failuresOf(wrong.cleanup())).containsExactly("m1");
            assertThat(ApiAnswer.delete(wrong.api(), "/recipes/1").summary()).isEqualTo("500 ACCESS_DENIED");
            assertThat(wrong.lines())
                    .anyMatch(line -> line.contains("ACCESS_DENIED"))
                    .noneMatch(line -> line.contains("s3cret-and-wrong"));
        }
        assertThat(recipes.contents()).isEqualTo(before);
    }

    @Test
    void aTableThatDisappearsWhileTheFunctionIsWarmEndsTheBatchAtOnce() throws SQLException {
        var before = TableContents.of(database, "recipes", "ingredients");
        var cleanup = deployment.cleanup();
        assertThat(DirectBatch.ofIds(99).failuresOf(cleanup)).isEmpty();
        database.run("RENAME TABLE steps TO steps_old");
        assertThat(DirectBatch.ofIds(1, 2, 3).failuresOf(cleanup)).containsExactly("m1", "m2", "m3");
        assertThat(deployment.lines()).anyMatch(line -> line.contains("SCHEMA_MISMATCH"));
        assertThat(TableContents.of(database, "recipes", "ingredients")).isEqualTo(before);
        database.run("RENAME TABLE steps_old TO steps");
        assertThat(DirectBatch.ofIds(1, 2, 3).failuresOf(cleanup)).isEmpty();
    }

    @Test
    void aConnectionThatIsKilledBetweenInvocationsIsReplaced() throws SQLException {
        var staying = recipes.contentsWithout(1, 2);
        var cleanup = deployment.cleanup();
        assertThat(DirectBatch.ofIds(1).failuresOf(cleanup)).isEmpty();
        Connections.kill(database, user);
        assertThat(DirectBatch.ofIds(2).failuresOf(cleanup)).isEmpty();
        assertThat(recipes.contents()).isEqualTo(staying);
    }
}
