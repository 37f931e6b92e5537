package dev.afterdelete.execute;

import static dev.afterdelete.sql.Statements.deleteFrom;
import static dev.afterdelete.sql.Statements.dueRowsOf;
import static dev.afterdelete.sql.Statements.flag;
import static dev.afterdelete.sql.Statements.lockKeysOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnLiveParent;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.sql.Probe;
import dev.afterdelete.transact.Transaction;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Database} does. Each subclass makes one with the tables of {@link #GRAPH}, empty. */
public abstract class DatabaseContract {
    private static final SoftDelete FLAG = new SoftDelete("is_deleted", new SoftDelete.Form.IsTrue());
    private static final Table PARENTS = new Table(
            "parents",
            List.of(new KeyColumn("id", KeyType.INTEGER)),
            List.of(),
            Optional.of(FLAG),
            OnLiveParent.DELETE,
            new Table.Traits(false, false));
    private static final Table CHILDREN = Table.named("children");
    private static final Table PAIRS = new Table(
            "pairs",
            List.of(new KeyColumn("a", KeyType.INTEGER), new KeyColumn("b", KeyType.STRING)),
            List.of(),
            Optional.empty(),
            OnLiveParent.DELETE,
            new Table.Traits(false, false));
    private static final Table BLOBS = new Table(
            "blobs",
            List.of(new KeyColumn("id", KeyType.BINARY)),
            List.of(),
            Optional.empty(),
            OnLiveParent.DELETE,
            new Table.Traits(false, false));
    private static final Relation CHILD = Relation.of(CHILDREN, List.of("parent_id"), PARENTS, new OnDelete.Cascade());
    private static final Relation RED_CHILD = Relation.of(
                    CHILDREN, List.of("other_id"), PARENTS, new OnDelete.Cascade())
            .where(List.of(new Constant("colour", KeyValue.of("red"))));

    /** The tables that a subclass has to make. */
    protected static final RelationGraph GRAPH = new RelationGraph(
            List.of(PARENTS, CHILDREN, PAIRS, BLOBS), Optional.of(PARENTS), List.of(CHILD, RED_CHILD));

    @SuppressWarnings("NullAway.Init")
    private Database database;

    /** The database under test, with empty tables. */
    protected abstract Database open() throws Exception;

    /** Inserts a row of {@code parents}: id, is_deleted. */
    protected abstract void insertParent(BigInteger id, boolean deleted) throws Exception;

    /** Inserts a row of {@code children}: id, parent_id, other_id, colour. */
    protected abstract void insertChild(long id, @Nullable Long parent, @Nullable Long other, String colour)
            throws Exception;

    /** Inserts a row of {@code pairs}: a, b. */
    protected abstract void insertPair(long a, String b) throws Exception;

    /** Inserts a row of {@code blobs}: id, in hex. */
    protected abstract void insertBlob(String hex) throws Exception;

    /** The ids that stand in the outbox. */
    protected abstract Set<Long> debts() throws Exception;

    @BeforeEach
    void openDatabase() throws Exception {
        database = open();
    }

    @Test
    void aDeleteByReferenceStopsAtItsLimit() throws Exception {
        for (var id = 1; id <= 5; id++) {
            insertChild(id, 7L, null, "blue");
        }
        insertChild(6, 8L, null, "blue");

        assertThat(changed(deleteFrom(CHILDREN).where(CHILD, keys(7)).limit(3))).isEqualTo(3);
        assertThat(changed(deleteFrom(CHILDREN).where(CHILD, keys(7)).limit(3))).isEqualTo(2);
        assertThat(children(8)).containsExactly(Key.of(6));
    }

    @Test
    void aNullReferenceRefersToNothing() throws Exception {
        insertChild(1, null, null, "blue");
        assertThat(changed(deleteFrom(CHILDREN).where(CHILD, keys(0, 1, 2)).limit(9)))
                .isZero();
    }

    @Test
    void aConstantNarrowsAReference() throws Exception {
        insertChild(1, null, 7L, "red");
        insertChild(2, null, 7L, "blue");
        changed(deleteFrom(CHILDREN).where(RED_CHILD, keys(7)).limit(9));
        assertThat(found(lockKeysOf(CHILDREN).whereKey(keys(1, 2)).limit(9))).containsExactly(Key.of(2));
    }

    @Test
    void aPageBeginsAfterItsCursorAndIsInKeyOrder() throws Exception {
        for (var id : new long[] {9, 2, 5, 7}) {
            insertChild(id, 7L, null, "blue");
        }
        assertThat(found(lockKeysOf(CHILDREN)
                        .where(CHILD, keys(7))
                        .page(Optional.of(Key.of(2)))
                        .limit(2)))
                .containsExactly(Key.of(5), Key.of(7));
    }

    @Test
    void aCompositePageGoesColumnByColumn() throws Exception {
        insertPair(1, "x");
        insertPair(1, "y");
        insertPair(2, "a");
        var all = List.of(pair(1, "x"), pair(1, "y"), pair(2, "a"));
        assertThat(found(lockKeysOf(PAIRS)
                        .whereKey(all)
                        .page(Optional.of(pair(1, "x")))
                        .limit(9)))
                .containsExactly(pair(1, "y"), pair(2, "a"));
    }

    @Test
    void compositeKeysMatchAsTuplesAndNotColumnByColumn() throws Exception {
        insertPair(1, "x");
        insertPair(1, "y");
        insertPair(2, "x");
        insertPair(2, "y");
        assertThat(changed(deleteFrom(PAIRS)
                        .whereKey(List.of(pair(1, "x"), pair(2, "y")))
                        .limit(9)))
                .isEqualTo(2);
        assertThat(found(lockKeysOf(PAIRS)
                        .whereKey(List.of(pair(1, "y"), pair(2, "x")))
                        .limit(9)))
                .hasSize(2);
    }

    @Test
    void unsignedAndBinaryKeysComeBackAsTheyWere() throws Exception {
        var largest = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        insertParent(largest, false);
        insertParent(largest.subtract(BigInteger.ONE), false);
        insertBlob("00ff10");
        var key = new Key(List.of(new KeyValue.IntegerValue(largest)));
        var blob = new Key(List.of(new KeyValue.BinaryValue("00ff10")));
        assertThat(found(lockKeysOf(PARENTS).whereKey(List.of(key)).limit(9))).containsExactly(key);
        assertThat(found(lockKeysOf(BLOBS).whereKey(List.of(blob)).limit(9))).containsExactly(blob);
    }

    @Test
    void aRowIsFlaggedOnceAndFoundAgain() throws Exception {
        insertParent(BigInteger.ONE, false);
        insertParent(BigInteger.TWO, true);
        var mark = flag(PARENTS, FLAG).whereKey(keys(1)).andNotFlagged(FLAG).limit(1);
        assertThat(changed(mark)).isEqualTo(1);
        assertThat(changed(mark)).isZero();
        assertThat(database.walk(dueRowsOf(PARENTS, FLAG, Optional.empty(), 9))).containsExactly(Key.of(1), Key.of(2));
    }

    @Test
    void aProbeNamesTheRelationsThatHoldRows() throws Exception {
        insertChild(1, null, 7L, "red");
        var values = new LinkedHashMap<Relation, List<Key>>();
        values.put(CHILD, keys(7, 8));
        values.put(RED_CHILD, keys(7, 8));
        assertThat(probed(Probe.of(values))).containsExactly(RED_CHILD);
    }

    @Test
    void aFailedTransactionKeepsNothing() throws Exception {
        insertChild(1, 7L, null, "blue");
        assertThatThrownBy(() -> change(transaction -> {
                    transaction.change(
                            deleteFrom(CHILDREN).where(CHILD, keys(7)).limit(9));
                    transaction.owe(message());
                    throw new FaultException(Fault.of(FaultCode.DEADLOCK));
                }))
                .isInstanceOf(FaultException.class);
        assertThat(children(7)).hasSize(1);
        assertThat(debts()).isEmpty();
    }

    @Test
    void aDebtStandsUntilItIsSettledAndSettlingAgainIsNoMatter() throws Exception {
        var first = change(transaction -> transaction.owe(message()));
        var second = change(transaction -> transaction.owe(message()));
        assertThat(debts()).containsExactlyInAnyOrder(first, second);
        for (var times = 0; times < 2; times++) {
            change(transaction -> {
                transaction.settle(List.of(Debt.of(first)));
                return first;
            });
        }
        assertThat(debts()).containsExactly(second);
    }

    private long changed(BoundChange change) {
        return database.transact(transaction -> transaction.change(change));
    }

    private List<Key> found(BoundQuery query) {
        return database.transact(transaction -> transaction.keys(query));
    }

    private Set<Relation> probed(Probe probe) {
        return database.transact(transaction -> transaction.probe(probe));
    }

    private <T> T change(Function<Transaction, T> work) {
        return database.transact(work);
    }

    private List<Key> children(long parent) {
        return found(lockKeysOf(CHILDREN).where(CHILD, keys(parent)).limit(99));
    }

    private static CascadeMessage message() {
        return new CascadeMessage(PARENTS, Change.Deleted.BY_KEY, keys(1), Optional.empty(), Envelope.of("c"));
    }

    private static List<Key> keys(long... ids) {
        return LongStream.of(ids).mapToObj(Key::of).toList();
    }

    private static Key pair(long a, String b) {
        return Key.of(KeyValue.of(a), KeyValue.of(b));
    }
}
