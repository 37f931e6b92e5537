package dev.afterdelete.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardedMessageTest {
    private static final KeyColumn TENANT = new KeyColumn("tenant_id", KeyType.INTEGER);
    private static final Table RECIPES = Table.named("recipes").shardBy(TENANT);
    private static final Table ORDERS = Table.named("orders", List.of(TENANT, new KeyColumn("number", KeyType.INTEGER)))
            .shardBy(TENANT);
    private static final Table FILES = Table.named("files").shardBy(new KeyColumn("tenant_id", KeyType.BINARY));
    private static final Envelope NOBODYS = Envelope.of("c");
    private static final List<Key> OF_TWO_SHARDS = List.of(order(4, 1), order(5, 1));

    @Test
    void theTenantSaysOnWhichShardARowLies() {
        assertThat(deleted(RECIPES, of("4"), Key.of(1)).shard()).contains(KeyValue.of(4));
    }

    @Test
    void aKeyThatHoldsTheShardColumnSaysItByItself() {
        assertThat(deleted(ORDERS, NOBODYS, order(4, 1)).shard()).contains(KeyValue.of(4));
        assertThat(deleted(ORDERS, of("4"), order(4, 1)).shard()).contains(KeyValue.of(4));
    }

    @Test
    void whereNobodySaysItTheMessageIsRefused() {
        refused(
                FaultCode.MISSING_FIELD,
                "tenant_id of the row, by which recipes is sharded",
                () -> deleted(RECIPES, NOBODYS, Key.of(1)));
    }

    @Test
    void aTenantThatContradictsTheKeyIsRefused() {
        refused(
                FaultCode.CONFLICTING_FIELDS,
                "names another tenant_id than the key of orders",
                () -> deleted(ORDERS, of("5"), order(4, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"four", "04", "4.0", "+4", "0x4", "-0", "4e0"})
    void aTenantIsWrittenAsTheColumnHasIt(String tenant) {
        refused(FaultCode.INVALID_FIELD, "is declared as integer", () -> deleted(RECIPES, of(tenant), Key.of(1)));
    }

    @Test
    void aTenantOfBytesIsHexadecimalOrAUuid() {
        var digits = deleted(FILES, of("00112233445566778899aabbccddeeff"), Key.of(1));
        var uuid = deleted(FILES, of("00112233-4455-6677-8899-aabbccddeeff"), Key.of(1));
        assertThat(uuid.shard()).isPresent().isEqualTo(digits.shard());
    }

    @Test
    void rowsOfSeveralShardsGoByOneMessageButAreNotOwedByOneRow() {
        var message = new CascadeMessage(ORDERS, Change.Deleted.BY_KEY, OF_TWO_SHARDS, Optional.empty(), NOBODYS);
        refused(FaultCode.INVALID_KEY, "rows of orders on one shard, found some of 2", message::shard);
        refused(
                FaultCode.CONFLICTING_FIELDS,
                "lies on one shard, and the keys lie on 2",
                () -> new CascadeMessage(
                        ORDERS, Change.Deleted.BY_KEY, OF_TWO_SHARDS, Optional.empty(), NOBODYS.owing(Debt.of(9))));
    }

    @Test
    void whatIsOwedLiesBesideTheRow() {
        var message = deleted(RECIPES, of("4").owing(Debt.of(9)), Key.of(1));
        assertThat(message.envelope().debt()).contains(Debt.of(9).on(Optional.of(KeyValue.of(4))));
    }

    @Test
    void aRowDoesNotMoveToAnotherShardByAKeyUpdate() {
        refused(
                FaultCode.INVALID_FIELD,
                "tenant_id says on which shard a row of orders lies",
                () -> rekeyed(order(5, 1), Map.of("tenant_id", Optional.of(KeyValue.of(4)))));
        var renumbered = Map.of(
                "tenant_id", Optional.of(KeyValue.of(4)),
                "number", Optional.of(KeyValue.of(1)));
        assertThat(rekeyed(order(4, 2), renumbered).shard()).contains(KeyValue.of(4));
    }

    private static Key order(long tenant, long number) {
        return new Key(List.of(KeyValue.of(tenant), KeyValue.of(number)));
    }

    private static Envelope of(String tenant) {
        return new Envelope("c", Optional.of(tenant), Optional.empty(), Optional.empty());
    }

    private static CascadeMessage deleted(Table table, Envelope envelope, Key key) {
        return new CascadeMessage(table, Change.Deleted.BY_KEY, List.of(key), Optional.empty(), envelope);
    }

    private static CascadeMessage rekeyed(Key key, Map<String, Optional<KeyValue>> previous) {
        return new CascadeMessage(ORDERS, new Change.Rekeyed(previous), List.of(key), Optional.empty(), NOBODYS);
    }

    private static void refused(FaultCode code, String part, ThrowingCallable work) {
        assertThatExceptionOfType(FaultException.class).isThrownBy(work).satisfies(refusal -> {
            assertThat(refusal.fault().code()).isEqualTo(code);
            assertThat(refusal).hasMessageContaining(part);
        });
    }
}
