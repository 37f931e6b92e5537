package dev.afterdelete.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CoalescerTest {
    private static final Table PLAIN = Table.named("recipes");
    private static final Table GUARDED = PLAIN.createdAt("created_at").cap(10);
    private static final KeyColumn TENANT = new KeyColumn("tenant_id", KeyType.INTEGER);
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    @Test
    void messagesOfDifferentTimesAreOneGroupAndEachKeyKeepsItsOwn() {
        var group = one(deleted(GUARDED, NOON, 1), deleted(GUARDED, LATER, 2, 3));

        assertThat(group.terms().deletedAt()).isEqualTo(Map.of(Key.of(1), NOON, Key.of(2), LATER, Key.of(3), LATER));
        assertThat(group.terms().earliest()).isEqualTo(NOON);
        assertThat(group.terms().latest()).isEqualTo(LATER);
    }

    @Test
    void theLatestTimeOfAKeyCountsWhateverTheOrder() {
        assertThat(one(deleted(GUARDED, LATER, 1), deleted(GUARDED, NOON, 1))
                        .terms()
                        .deletedAt())
                .containsEntry(Key.of(1), LATER);
        assertThat(one(deleted(GUARDED, NOON, 1), deleted(GUARDED, LATER, 1))
                        .terms()
                        .deletedAt())
                .containsEntry(Key.of(1), LATER);
    }

    @Test
    void oneMessageWithoutATimeIsEnoughForItsKeyToBeUnguarded() {
        var groups = Coalescer.coalesce(
                List.of(deleted(GUARDED, NOON, 1, 2), new Wanted(GUARDED).message(1), deleted(GUARDED, LATER, 1)));

        assertThat(groups).extracting(KeyGroup::keys).containsExactlyInAnyOrder(keys(1), keys(2));
        assertThat(groups)
                .allSatisfy(group -> assertThat(group.terms().tellsApart())
                        .isEqualTo(group.keys().equals(keys(2))));
    }

    @Test
    void oneApprovalIsEnoughForAKeyAndApprovesNoOther() {
        var groups = Coalescer.coalesce(List.of(
                deleted(GUARDED, NOON, 1, 2),
                deleted(GUARDED, NOON, 2).with(Approval.GIVEN),
                deleted(GUARDED, NOON, 2)));

        assertThat(groups).extracting(KeyGroup::keys).containsExactlyInAnyOrder(keys(1), keys(2));
        assertThat(groups)
                .allSatisfy(group -> assertThat(group.terms().approval())
                        .isEqualTo(group.keys().equals(keys(2)) ? Approval.GIVEN : Approval.NONE));
    }

    @Test
    void whatTheTableMakesNothingOfSplitsNothing() {
        var group = one(
                deleted(PLAIN, NOON, 1), deleted(PLAIN, LATER, 2).with(Approval.GIVEN), new Wanted(PLAIN).message(3));

        assertThat(group.terms()).isEqualTo(Terms.NONE);
        assertThat(group.keys()).isEqualTo(keys(1, 2, 3));
    }

    @Test
    void halvesKeepTheTimesOfTheirKeys() {
        var halves = one(deleted(GUARDED, NOON, 1), deleted(GUARDED, LATER, 2)).halves();

        assertThat(halves)
                .extracting(half -> half.terms().deletedAt())
                .containsExactly(Map.of(Key.of(1), NOON), Map.of(Key.of(2), LATER));
    }

    @Test
    void rowsOfTwoShardsAreNeverOfOneGroupThoughTheirKeysAreTheSame() {
        var sharded = PLAIN.shardBy(TENANT);
        var groups = Coalescer.coalesce(
                List.of(ofTenant(sharded, "1", 7), ofTenant(sharded, "2", 7), ofTenant(sharded, "1", 8)));

        assertThat(groups)
                .extracting(group -> group.shard().orElseThrow(), KeyGroup::keys)
                .containsExactly(tuple(KeyValue.of(1), keys(7, 8)), tuple(KeyValue.of(2), keys(7)));
    }

    @Test
    void aMessageAboutRowsOfSeveralShardsIsSplitByThem() {
        var tenants = Table.named("tenants").shardBy(new KeyColumn("id", KeyType.INTEGER));
        var message =
                new CascadeMessage(tenants, Change.Deleted.BY_KEY, keys(1, 2), Optional.empty(), Envelope.of("c"));

        assertThat(Coalescer.coalesce(List.of(message)))
                .extracting(group -> group.shard().orElseThrow())
                .containsExactly(KeyValue.of(1), KeyValue.of(2));
    }

    @Test
    void aGroupNamesItsShardWhereItsTableIsShardedAndOnlyThere() {
        var sharded = PLAIN.shardBy(TENANT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyGroup.deleted(sharded, new Guard.None(), keys(1)))
                .withMessageContaining("names a shard where its table is sharded");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyGroup.deleted(PLAIN, new Guard.None(), keys(1), Optional.of(KeyValue.of(1))))
                .withMessageContaining("names a shard where its table is sharded");
    }

    private static CascadeMessage ofTenant(Table table, String tenant, long id) {
        return new CascadeMessage(
                table,
                Change.Deleted.BY_KEY,
                keys(id),
                Optional.empty(),
                new Envelope("c", Optional.of(tenant), Optional.empty(), Optional.empty()));
    }

    private static KeyGroup one(CascadeMessage... messages) {
        var groups = Coalescer.coalesce(List.of(messages));
        assertThat(groups).hasSize(1);
        return groups.getFirst();
    }

    private static CascadeMessage deleted(Table table, Instant at, long... ids) {
        return new CascadeMessage(table, Change.Deleted.BY_KEY, keys(ids), Optional.of(at), Envelope.of("c"));
    }

    /** A message that says no time. */
    private record Wanted(Table table) {
        CascadeMessage message(long id) {
            return new CascadeMessage(table, Change.Deleted.BY_KEY, keys(id), Optional.empty(), Envelope.of("c"));
        }
    }

    private static List<Key> keys(long... ids) {
        return LongStream.of(ids).mapToObj(Key::of).toList();
    }
}
