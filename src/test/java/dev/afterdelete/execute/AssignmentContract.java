package dev.afterdelete.execute;

import static dev.afterdelete.sql.Statements.copy;
import static dev.afterdelete.sql.Statements.lockKeysOf;
import static dev.afterdelete.sql.Statements.lockReferredOf;
import static dev.afterdelete.sql.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Reference;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.Assignment;
import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.transact.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Database} does that gives rows other values. */
abstract class AssignmentContract {
    private static final Table PARENTS = Table.named("t0").unique(List.of(new KeyColumn("code", KeyType.STRING)));
    private static final Table CHILDREN = Table.named("t1");
    private static final Relation BY_ID =
            withTitle(Relation.of(CHILDREN, List.of("parent_id"), PARENTS, new OnDelete.SetNull(List.of("parent_id"))));
    private static final Relation BY_CODE = new Relation(
            new Reference(CHILDREN, List.of("parent_code"), PARENTS, List.of("code")),
            Relation.Condition.ALWAYS,
            new OnDelete.DoNothing(),
            Optional.empty(),
            List.of());
    private static final Relation WITHIN =
            withTitle(Relation.of(CHILDREN, List.of("within_id"), CHILDREN, new OnDelete.Cascade()));
    private static final RelationGraph GRAPH =
            new RelationGraph(List.of(PARENTS, CHILDREN), Optional.of(PARENTS), List.of(BY_ID, BY_CODE, WITHIN));

    @SuppressWarnings("NullAway.Init")
    private RowStore store;

    /** A database with these tables and rows. */
    abstract RowStore open(RandomCase rows) throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        var parents = List.of(
                Row.of("id", 1, "code", "one", "title", "Soup"), Row.of("id", 2, "title", "Stew"), Row.of("id", 3));
        var children = List.of(
                Row.of("id", 11, "parent_id", 1, "parent_code", "one", "title", "old"),
                Row.of("id", 12, "parent_id", 1, "within_id", 11),
                Row.of("id", 13, "parent_id", 2, "within_id", 12),
                Row.of("id", 14, "parent_id", 3, "title", "old"));
        store = open(new RandomCase(GRAPH, Map.of("t0", parents, "t1", children), List.of()));
    }

    @Test
    void onlyRowsThatGetAnotherValueCount() {
        var change = update(CHILDREN, List.of(new Assignment("parent_id", Optional.of(KeyValue.of(2)))))
                .whereKey(keys(11, 12, 13))
                .limit(9);
        assertThat(changed(change)).isEqualTo(2);
        assertThat(changed(change)).isZero();
        assertThat(column("parent_id")).isEqualTo(Map.of(11L, "2", 12L, "2", 13L, "2", 14L, "3"));
    }

    @Test
    void aLimitCountsTheRowsThatAreMetBeTheyChangedOrNot() {
        var change = update(CHILDREN, List.of(new Assignment("title", Optional.of(KeyValue.of("old")))))
                .whereKey(keys(11, 12))
                .limit(1);
        assertThat(changed(change)).isZero();
    }

    @Test
    void anEmptyValueIsNull() {
        var change = update(CHILDREN, List.of(new Assignment("parent_id", Optional.empty())))
                .where(BY_ID, keys(1))
                .limit(9);
        assertThat(changed(change)).isEqualTo(2);
        assertThat(column("parent_id")).isEqualTo(Map.of(13L, "2", 14L, "3"));
    }

    @Test
    void whatIsReferredToIsReadWhereItIsNotNull() {
        assertThat(found(lockReferredOf(BY_CODE).whereKey(keys(1, 2, 3)).limit(9)))
                .containsExactly(Key.of("one"));
        assertThat(found(lockKeysOf(PARENTS)
                        .whereReferred(BY_CODE, List.of(Key.of("one")))
                        .limit(9)))
                .containsExactly(Key.of(1));
    }

    @Test
    void keysAreHeldAgainstTheirReferencesAsTuples() {
        var tuples = List.of(Key.of(KeyValue.of(12), KeyValue.of(11)), Key.of(KeyValue.of(13), KeyValue.of(11)));
        assertThat(found(lockKeysOf(CHILDREN)
                        .whereKey(keys(12, 13))
                        .andReferring(WITHIN, tuples)
                        .limit(9)))
                .containsExactly(Key.of(12));
    }

    @Test
    void aCopyTakesTheParentsValueAsItIsNow() {
        var change = copy(BY_ID, keys(1, 3))
                .whereKey(keys(11, 12, 14))
                .and(BY_ID, keys(1, 3))
                .limit(9);
        assertThat(changed(change)).isEqualTo(3);
        assertThat(changed(change)).isZero();
        assertThat(column("title")).isEqualTo(Map.of(11L, "Soup", 12L, "Soup"));
    }

    @Test
    void aCopyMayStayWithinOneTable() {
        var change =
                copy(WITHIN, keys(11)).whereKey(keys(12)).and(WITHIN, keys(11)).limit(9);
        assertThat(changed(change)).isEqualTo(1);
        assertThat(column("title")).isEqualTo(Map.of(11L, "old", 12L, "old", 14L, "old"));
    }

    @Test
    void aKeyUpdateThatIsDoneIsFoundByTheOldKeyAndNoLongerOwed() {
        var message = new CascadeMessage(
                PARENTS,
                new Change.Rekeyed(Map.of("id", Optional.of(KeyValue.of(7)))),
                keys(1),
                Optional.empty(),
                Envelope.of("moved"));
        var first = store.database().transact(transaction -> transaction.owe(message));
        var id = store.database().transact(transaction -> transaction.owe(message));
        store.database().transact(transaction -> {
            transaction.settle(List.of(Debt.of(first)));
            return first;
        });
        assertThat(store.owed()).containsExactly("moved");
        store.database().transact(transaction -> {
            transaction.settleMoved(List.of(Debt.of(id)), PARENTS, Key.of(7));
            return id;
        });
        assertThat(store.owed()).isEmpty();
        assertThat(movedTo(7, Debt.of(first))).contains(new Transaction.Moved(Key.of(1), Debt.of(id)));
        assertThat(movedTo(7, Debt.of(id)))
                .as("what is not newer was about another row")
                .isEmpty();
        assertThat(movedTo(1, Debt.of(first))).isEmpty();
    }

    private Optional<Transaction.Moved> movedTo(long id, Debt after) {
        return store.database().transact(transaction -> transaction.findMovedTo(PARENTS, Key.of(id), after));
    }

    private long changed(BoundChange change) {
        return store.database().transact(transaction -> transaction.change(change));
    }

    private List<Key> found(BoundQuery query) {
        return store.database().transact(transaction -> transaction.keys(query));
    }

    /** What the children hold in a column, by their key; those that hold NULL are not there. */
    private Map<Long, String> column(String name) {
        return store.rows(GRAPH).getOrDefault("t1", List.of()).stream()
                .filter(row -> row.containsKey(name))
                .collect(Collectors.toMap(
                        row -> Long.valueOf(String.valueOf(row.get("id"))), row -> String.valueOf(row.get(name))));
    }

    private static Relation withTitle(Relation relation) {
        return new Relation(
                relation.reference(),
                relation.when(),
                relation.onDelete(),
                relation.onUpdate(),
                List.of(new Relation.Copy("title", "title")));
    }

    private static List<Key> keys(long... ids) {
        return LongStream.of(ids).mapToObj(Key::of).toList();
    }
}
