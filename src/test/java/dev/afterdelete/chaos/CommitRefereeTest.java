package dev.afterdelete.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.chaos.RowChange.Deleted;
import dev.afterdelete.chaos.RowChange.Inserted;
import dev.afterdelete.chaos.RowChange.Updated;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.wire.RelationsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Plants what an engine must not do, and sees that the referee objects; and what it must, and sees that it does not.
 */
class CommitRefereeTest {
    private static final Map<String, KeyValue> A1 = Map.of("id", KeyValue.of(1));
    private static final Map<String, KeyValue> B11 = Map.of("id", KeyValue.of(11), "a_id", KeyValue.of(1));
    private static final Map<String, KeyValue> C111 = Map.of("id", KeyValue.of(111), "b_id", KeyValue.of(11));
    private static final Map<String, KeyValue> D111 = Map.of("id", KeyValue.of(111), "b_id", KeyValue.of(11));
    private static final Map<String, KeyValue> B21 = Map.of("id", KeyValue.of(21), "a_id", KeyValue.of(2));
    private static final Map<String, KeyValue> NOBODYS = Map.of("id", KeyValue.of(1), "a_id", KeyValue.of(1));
    private static final Map<String, KeyValue> DEBT = Map.of(
            "id",
            KeyValue.of(7),
            "message",
            KeyValue.of("{\"id\": 1, \"action\": \"deleted\", \"at\": \"2026-01-31T08:30:00Z\"}"));

    private static final Commit REQUEST = commit(new Deleted("a", A1), new Inserted(Commit.OUTBOX, DEBT), note());
    private static final Commit CASCADE = commit(
            new Deleted("c", C111), new Updated("d", D111, Map.of("id", KeyValue.of(111))), new Deleted("b", B11));
    private static final Commit SETTLED = commit(new Deleted(Commit.OUTBOX, DEBT));

    @Test
    void aCascadeThatWasAskedForIsRight() {
        assertThat(objections(REQUEST, CASCADE, SETTLED)).isEmpty();
    }

    @Test
    void aRowThatNobodyAskedForMustStand() {
        assertThat(objections(commit(new Deleted("b", B11))))
                .anyMatch(objection -> objection.contains("nothing says to delete"));
        assertThat(objections(REQUEST, commit(new Deleted("b", B21))))
                .anyMatch(objection -> objection.contains("nothing says to delete"));
    }

    @Test
    void aReferenceThatNobodyAskedToSetMustStay() {
        assertThat(objections(commit(new Updated("d", D111, Map.of("id", KeyValue.of(111))))))
                .anyMatch(objection -> objection.contains("nothing says to change"));
    }

    @Test
    void noColumnButTheReferenceMayChange() {
        assertThat(objections(
                        REQUEST,
                        commit(new Updated("d", D111, Map.of("id", KeyValue.of(111), "note", KeyValue.of("x"))))))
                .anyMatch(objection -> objection.contains("nothing says to change"));
    }

    @Test
    void rowsThatNobodyDeclaredAreNoneOfItsBusiness() {
        assertThat(objections(REQUEST, commit(new Deleted("undeclared", NOBODYS))))
                .anyMatch(objection -> objection.contains("nobody declared"));
    }

    @Test
    void theEngineInsertsNothing() {
        assertThat(objections(commit(new Inserted("b", Map.of("id", KeyValue.of(12), "a_id", KeyValue.of(1))))))
                .anyMatch(objection -> objection.contains("inserts nothing"));
    }

    @Test
    void aParentMustNotGoBeforeItsChildren() {
        assertThat(objections(REQUEST, commit(new Deleted("b", B11))))
                .anyMatch(objection -> objection.contains("deleted") && objection.contains("c.b_id"));
    }

    @Test
    void whatIsSaidToBeDoneMustBeDone() {
        assertThat(objections(REQUEST, SETTLED))
                .anyMatch(objection -> objection.contains("done") && objection.contains("b.a_id"));
        assertThat(objections(commit(new Inserted(Commit.OUTBOX, DEBT), note()), SETTLED))
                .anyMatch(objection -> objection.contains("said to be done, and stands"));
    }

    /** What a writer signs its transactions with. */
    private static Inserted note() {
        return new Inserted("notes", Map.of("id", KeyValue.of(1)));
    }

    private static Commit commit(RowChange... changes) {
        return new Commit(List.of(changes));
    }

    private static List<String> objections(Commit... commits) {
        var graph = RelationsReader.read(ThreeLevels.RELATIONS, "relations.yaml");
        var before = Snapshot.sorted(Map.of(
                "a", rows(A1),
                "b", rows(B11, B21),
                "c", rows(C111),
                "d", rows(D111),
                "undeclared", rows(NOBODYS)));
        return new CommitReferee(graph, before).replay(List.of(commits)).objections();
    }

    @SafeVarargs
    private static List<Map<String, KeyValue>> rows(Map<String, KeyValue>... rows) {
        return new ArrayList<>(List.of(rows));
    }
}
