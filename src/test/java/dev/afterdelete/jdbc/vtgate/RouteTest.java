package dev.afterdelete.jdbc.vtgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.live.Shards;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final Route.ToShard BY_HASH = new Route.ToShard("sharded", "hash");
    private static final Route.ToShard BY_XXHASH = new Route.ToShard("sharded", "xx");

    @Test
    void aPlanToOneShardNamesItsKeyspaceAndVindex() {
        assertThat(Route.parse("""
                {
                \t"OperatorType": "Delete",
                \t"Variant": "EqualUnique",
                \t"Keyspace": { "Name": "sharded", "Sharded": true },
                \t"Query": "delete from steps where tenant_id = :tenant_id limit :vtg1",
                \t"Values": [ ":tenant_id" ],
                \t"Vindex": "hash"
                }
                """)).isEqualTo(BY_HASH);
    }

    @Test
    void aKeyspaceThatIsNotShardedHasAllRows() {
        assertThat(Route.parse("{\"OperatorType\": \"Delete\", \"Variant\": \"Unsharded\"}"))
                .isEqualTo(new Route.Unsharded());
    }

    @Test
    void aLimitThatIsCarriedOutByPrimaryKeyIsScatteredWhateverItsDeleteSays() {
        assertThat(Route.parse("""
                {"OperatorType": "DMLWithInput", "Inputs": [
                  {"OperatorType": "Delete", "Variant": "EqualUnique", "Keyspace": {"Name": "sharded"}, "Vindex": "hash"}]}
                """)).isEqualTo(new Route.Scattered());
    }

    @Test
    void aVindexOfSeveralColumnsIsNotNamedByOne() {
        assertThat(Route.parse("{\"OperatorType\": \"Delete\", \"Variant\": \"SubShard\", \"Vindex\": \"mc\"}"))
                .isEqualTo(new Route.Scattered());
    }

    @Test
    void whatIsNoPlanIsScattered() {
        assertThat(Route.parse("")).isEqualTo(new Route.Scattered());
        assertThat(Route.parse("{\"OperatorType\": \"Delete\"}")).isEqualTo(new Route.Scattered());
    }

    @Test
    void whereEverythingIsUnshardedAllRowsLieOnOne() {
        assertThat(Routes.shards(List.of(new Route.Unsharded()), List.of(new Route.Unsharded())))
                .isEqualTo(Shards.ONE);
    }

    @Test
    void aTableWithoutShardByMayLieAnywhereUnlessItIsUnsharded() {
        assertThat(Routes.shards(List.of(), List.of(new Route.Unsharded(), new Route.Scattered())))
                .isEqualTo(Shards.MANY);
    }

    @Test
    void aStatementThatNamesTheVindexGoesToOne() {
        assertThat(Routes.shards(List.of(BY_HASH, BY_HASH), List.of())).isEqualTo(Shards.NAMED);
    }

    @Test
    void nobodyReliesOnAShardOfWhichTheVtgateSaysNothing() {
        assertThat(Routes.shards(List.of(BY_HASH, new Route.Unknown()), List.of()))
                .isEqualTo(Shards.MANY);
        assertThat(Routes.misrouted(named("a", BY_HASH, "b", new Route.Unknown()), Map.of()))
                .isEmpty();
    }

    @Test
    void aShardByThatIsNoVindexIsNamed() {
        assertThat(Routes.misrouted(named("a", BY_HASH, "b", new Route.Scattered()), Map.of()))
                .containsExactly(Map.entry("b", "to several shards"));
    }

    @Test
    void twoVindexesThatComputeTheSameAreOne() {
        var same = Map.of(
                BY_HASH, List.of("sharded", "xxhash", ""),
                BY_XXHASH, List.of("sharded", "xxhash", ""));
        assertThat(Routes.misrouted(named("a", BY_HASH, "b", BY_XXHASH), same)).isEmpty();
    }

    @Test
    void twoVindexesThatMayComputeDifferentShardsAreNamed() {
        assertThat(Routes.misrouted(named("a", BY_HASH, "b", BY_XXHASH), Map.of()))
                .containsExactly(
                        Map.entry(
                                "b",
                                "by the vindex xx of the keyspace sharded, and those of a by the vindex hash of the keyspace sharded"));
    }

    @Test
    void aTableOfAnotherKeyspaceIsNamed() {
        assertThat(Routes.misrouted(named("a", BY_HASH, "b", new Route.Unsharded()), Map.of()))
                .containsOnlyKeys("b");
    }

    private static SequencedMap<String, Route> none() {
        return new LinkedHashMap<>();
    }

    private static SequencedMap<String, Route> named(String table, Route route) {
        var routes = none();
        routes.put(table, route);
        return routes;
    }

    private static SequencedMap<String, Route> named(String table, Route route, String other, Route otherRoute) {
        var routes = named(table, route);
        routes.put(other, otherRoute);
        return routes;
    }
}
