package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Cascades over many levels, in small pieces, over many invocations. */
@OnEveryServer
class DeepCascadeIT {
    /** So short that an invocation carries out a few attempts at most. */
    private static final Duration BARELY_ANY = Duration.ofMillis(1_530);

    private final Library library;
    private final QueuePair queues;
    private final Deployment deployment;

    DeepCascadeIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.library = Library.create(database);
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(5), 9);
        this.deployment = Deployment.on(database, queues)
                .with("RELATIONS", Library.RELATIONS)
                .with("TIME_RESERVE", "PT1.5S");
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void everyBoundLeadsToTheSameEndForOneKey() throws SQLException {
        for (var bound : new int[] {1, 2, 5}) {
            assertSameEnd(bound, 1);
        }
    }

    @Test
    void everyBoundLeadsToTheSameEndForKeysTogether() throws SQLException {
        for (var bound : new int[] {3, 8, 34, 100, 5_000}) {
            assertSameEnd(bound, 1, 2);
        }
    }

    private void assertSameEnd(int bound, long... ids) throws SQLException {
        var staying = library.fill(3).contentsWithout(ids);
        try (var bounded = deployment.with("MAX_ROWS", String.valueOf(bound))) {
            var cleanup = bounded.cleanup();
            assertThat(DirectBatch.ofIds(ids).failuresOf(cleanup)).isEmpty();
            assertThat(library.contents()).as("bound " + bound).isEqualTo(staying);
            assertThat(DirectBatch.ofIds(ids).failuresOf(cleanup)).isEmpty();
            assertThat(bounded.lines().getLast()).doesNotContain("RowsDeleted");
        }
        assertThat(queues.messages()).isZero();
    }

    @Test
    void aCascadeThatOutlastsItsInvocationsGoesOnAndIsOwedUntilItsEnd() throws SQLException {
        var staying = library.fill(3).contentsWithout(2);
        ApiAnswer.delete(deployment.api(), "/libraries/2");
        var invocations = 0;
        try (var brief = deployment.with("MAX_ROWS", "2").within(BARELY_ANY)) {
            var cleanup = brief.cleanup();
            DirectBatch.ofIds(99).failuresOf(cleanup); // connects
            var mapping = Queue.mapping(queues, cleanup);
            for (; queues.messages() > 0; invocations++) {
                mapping.deliverBatch();
                assertThat(!library.outbox().isEmpty() || library.contents().equals(staying))
                        .isTrue();
            }
        }
        assertThat(invocations).isGreaterThan(1);
        assertThat(library.contents()).isEqualTo(staying);
        assertThat(library.outbox()).isEmpty();
        assertThat(queues.deadLetters()).isZero();
    }

    @Test
    void continuationsOfManyMessagesMixAndAllEnd() throws SQLException {
        var staying = library.fill(6).contentsWithout(1, 2, 3, 5);
        var api = deployment.api();
        for (var id : new long[] {1, 2, 3, 5}) {
            ApiAnswer.delete(api, "/libraries/" + id);
        }
        queues.send("{\"ids\":[5,3,2],\"action\":\"deleted\",\"tenant\":\"t\"}");
        try (var small = deployment.with("MAX_ROWS", "7").within(BARELY_ANY.plusMillis(100))) {
            Queue.drain(queues, small.cleanup());
        }
        assertThat(library.contents()).isEqualTo(staying);
        assertThat(library.outbox()).isEmpty();
        assertThat(queues.deadLetters()).isZero();
    }

    @Test
    void grandchildrenOfAParentThatIsLongGoneAreFoundThroughTheirParents() throws SQLException {
        var staying = library.fill(3).contentsWithout(1);
        library.database()
                .run("DELETE FROM libraries WHERE id = 1; DELETE FROM shelves WHERE id = 11;"
                        + "DELETE FROM books WHERE LEFT(id, 2) = 11; DELETE FROM scans WHERE LEFT(id, 2) = 11;"
                        + "DELETE FROM loans WHERE LEFT(id, 2) = 11; DELETE FROM reviews WHERE LEFT(id, 2) = 11;"
                        + "DELETE FROM tags WHERE LEFT(id, 2) = 11; DELETE FROM fines WHERE LEFT(id, 2) = 11;");
        assertThat(DirectBatch.ofIds(1).failuresOf(deployment.cleanup())).isEmpty();
        assertThat(library.contents()).isEqualTo(staying);
    }

    @Test
    void aMessageMayBeginInTheMiddleOfTheTree() throws SQLException {
        library.fill(2);
        var staying = TableContents.of(
                library.database(),
                "libraries",
                "shelves",
                "books WHERE id <> 111",
                "scans",
                "loans WHERE book_id <> 111",
                "reviews WHERE book_id <> 111",
                "tags WHERE book_id <> 111",
                "fines WHERE LEFT(id, 3) <> 111");
        var batch = new DirectBatch().add("m", "{\"id\":111,\"action\":\"deleted\",\"table\":\"books\"}");
        assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();
        assertThat(library.contents()).isEqualTo(staying);
    }
}
