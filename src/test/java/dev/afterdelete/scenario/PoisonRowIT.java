package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Rows that the database does not let go: their key is found by splitting, and every other key is done. */
@OnEveryServer
@NotOnVitess("its parser has no CREATE TRIGGER")
class PoisonRowIT {
    private static final long[] IDS = LongStream.rangeClosed(1, 60).toArray();
    private static final List<Long> ALL_BUT_42 =
            LongStream.of(IDS).filter(id -> id != 42).boxed().toList();

    private final Recipes recipes;
    private final LocalDatabase database;
    private final QueuePair queues;
    private final Deployment deployment;

    PoisonRowIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.database = database;
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.recipes = Recipes.load(database, 70);
        this.deployment =
                Deployment.on(database, queues).with("TIME_RESERVE", "PT1.5S").within(Duration.ofSeconds(6));
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void aForeignKeyThatWasLeftOverRefusesOnlyTheRowsThatItHolds() throws SQLException {
        database.run(
                "CREATE TABLE pins (recipe_id BIGINT, CONSTRAINT left_over FOREIGN KEY (recipe_id) REFERENCES recipes (id));"
                        + "INSERT INTO pins VALUES (42)");
        var letter = assertOnly42IsRefused("CONSTRAINT_VIOLATED");
        assertThat(letter.reason()).contains("left_over").doesNotContain("42");
    }

    @Test
    void aTriggerThatObjectsToAParentRefusesOnlyItsKey() throws SQLException {
        database.run("CREATE TRIGGER objection BEFORE DELETE ON recipes FOR EACH ROW "
                + objection("OLD.id = 42", "SET MESSAGE_TEXT = 'recipe 42 is sacred'"));
        var letter = assertOnly42IsRefused("DATA_REJECTED");
        assertThat(letter.reason()).doesNotContain("sacred"); // what triggers say may be a value of the row
    }

    @Test
    void aTriggerThatObjectsToAChildRefusesOnlyTheKeyOfItsParent() throws SQLException {
        database.run("CREATE TRIGGER objection BEFORE DELETE ON steps FOR EACH ROW "
                + objection("OLD.recipe_id = 42 AND OLD.position = 2", "SET MESSAGE_TEXT = 'no'"));
        assertOnly42IsRefused("DATA_REJECTED");
    }

    @Test
    void aTriggerWithAnErrorOfItsOwnRefusesOnlyItsKey() throws SQLException {
        database.run("CREATE TRIGGER objection BEFORE DELETE ON recipes FOR EACH ROW "
                + objection("OLD.id = 42", "SET MYSQL_ERRNO = 31234, MESSAGE_TEXT = 'no'"));
        assertOnly42IsRefused("DATA_REJECTED");
    }

    @Test
    void anErrorThatNobodyKnowsFailsOnlyItsMessage() throws SQLException {
        database.run("CREATE TRIGGER objection BEFORE DELETE ON recipes FOR EACH ROW "
                + objection("OLD.id = 42", "SET MYSQL_ERRNO = 31234, MESSAGE_TEXT = 'no'")
                        .replace("'45000'", "'HY000'"));
        var staying = recipes.contentsWithout(ALL_BUT_42);
        assertThat(DirectBatch.ofIds(IDS).failuresOf(deployment.cleanup())).containsExactly("m42");
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(queues.deadLetters()).isZero();
    }

    @Test
    void theOtherRowsOfTheSameMessageAreDoneAndItsDebtStays() throws SQLException {
        database.run(
                "CREATE TRIGGER objection BEFORE DELETE ON recipes FOR EACH ROW "
                        + objection("OLD.id = 42", "SET MESSAGE_TEXT = 'no'")
                        + "; INSERT INTO afterdelete_outbox (id, message) VALUES (5, '{\"ids\":[41,42,43],\"action\":\"deleted\"}')");
        var staying = recipes.contentsWithout(41, 43);
        var batch = new DirectBatch().add("m", "{\"ids\":[41,42,43],\"action\":\"deleted\",\"outbox\":5}");
        assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(recipes.outbox()).singleElement().asString().contains("DATA_REJECTED");
    }

    private Letter assertOnly42IsRefused(String code) throws SQLException {
        var staying = recipes.contentsWithout(ALL_BUT_42);
        assertThat(DirectBatch.ofIds(IDS).failuresOf(deployment.cleanup())).isEmpty();
        assertThat(recipes.contents()).isEqualTo(staying);
        var letters = Letter.takeAll(queues);
        assertThat(letters).extracting(Letter::messageId, Letter::code).containsExactly(tuple("m42", code));
        return letters.getFirst();
    }

    private static String objection(String condition, String details) {
        return "IF %s THEN SIGNAL SQLSTATE '45000' %s; END IF".formatted(condition, details);
    }
}
