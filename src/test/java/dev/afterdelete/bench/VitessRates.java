package dev.afterdelete.bench;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.afterdelete.Afterdelete;
import dev.afterdelete.lambda.CleanupHandler;
import dev.afterdelete.local.ContainerDatabase;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.VitessDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How many rows a second one consumer deletes on MySQL, and through a vtgate: unsharded, sharded by tenant, and sharded
 * with nobody saying so. All delete the same recipes of eight tenants, in turn, in batches of 100: as they come, or of
 * one tenant each.
 *
 * <p>{@code mvn -Pbench -Dbench.main=VitessRates [-Dbench.rounds=3] [-Dbench.deleted=20000]}
 */
public final class VitessRates {
    private static final List<String> TABLES = List.of("recipes", "ingredients", "steps");
    private static final int TENANTS = 8;
    private static final int BATCH = 100;
    private static final int ROWS_AT_ONCE = 2_000;

    private static final String DDL = """
            CREATE TABLE recipes (id BIGINT PRIMARY KEY, tenant_id BIGINT NOT NULL, title VARCHAR(100));
            CREATE TABLE ingredients (id BIGINT PRIMARY KEY, tenant_id BIGINT NOT NULL, recipe_id BIGINT NOT NULL,
                                      name VARCHAR(100), KEY (recipe_id));
            CREATE TABLE steps (id BIGINT PRIMARY KEY, tenant_id BIGINT NOT NULL, recipe_id BIGINT NOT NULL,
                                instruction VARCHAR(200), KEY (recipe_id));
            """;

    private static final String RELATIONS = """
            version: 1
            tables: %s
            relations:
              - { child: ingredients.recipe_id, parent: recipes, onDelete: cascade }
              - { child: steps.recipe_id, parent: recipes, onDelete: cascade }
            default: recipes
            """;

    private static final String SHARDED =
            "{ recipes: { shardBy: tenant_id }, ingredients: { shardBy: tenant_id }, steps: { shardBy: tenant_id } }";

    private final int rounds;
    private final int recipes;

    private VitessRates(int rounds, int recipes) {
        this.rounds = rounds;
        this.recipes = recipes;
    }

    /** Measures, and prints a table. Needs Docker. */
    public static void main(String[] args) throws Exception {
        var options = BenchmarkOptions.fromSystemProperties();
        var directory = Files.createTempDirectory("relations");
        try (var mysql = ContainerDatabase.start();
                var vitess = VitessDatabase.start()) {
            var plain = mysql.createFresh();
            plain.run(DDL);
            var unsharded = vitess.createFresh();
            unsharded.run(DDL);
            var sharded = vitess.createSharded(TABLES, DDL);
            var flat = Files.writeString(directory.resolve("flat.yaml"), RELATIONS.formatted("{}"));
            var byTenant = Files.writeString(directory.resolve("sharded.yaml"), RELATIONS.formatted(SHARDED));
            new VitessRates(options.rounds(), options.deleted())
                    .run(List.of(
                            new Place("MySQL", plain, flat, Order.AS_THEY_COME),
                            new Place("vtgate, unsharded", unsharded, flat, Order.AS_THEY_COME),
                            new Place("two shards, shardBy", sharded, byTenant, Order.AS_THEY_COME),
                            new Place("two shards, shardBy, a tenant a batch", sharded, byTenant, Order.BY_TENANT),
                            new Place("two shards, nothing said", sharded, flat, Order.AS_THEY_COME)));
        }
    }

    /** Which recipes a batch holds. */
    private enum Order {
        AS_THEY_COME,
        BY_TENANT
    }

    /** Where rows are deleted, by which declaration. */
    private record Place(String name, LocalDatabase database, Path relations, Order order) {
        Map<String, String> settings() {
            var settings = new HashMap<>(database.settings());
            settings.put("AFTERDELETE_RELATIONS", relations.toString());
            return settings;
        }
    }

    private void run(List<Place> places) throws SQLException {
        var rates = places.stream().collect(Collectors.toMap(Place::name, _ -> new ArrayList<Double>()));
        for (var round = 0; round < rounds; round++) {
            var order = new ArrayList<>(places);
            Collections.rotate(order, round);
            for (var place : order) {
                var rate = measure(place);
                rates.getOrDefault(place.name(), new ArrayList<>()).add(rate);
                System.out.printf("round %d  %-38s %,10.0f rows/s%n", round + 1, place.name(), rate);
            }
        }
        var first = median(rates.getOrDefault(places.getFirst().name(), new ArrayList<>()));
        System.out.printf("%n%-38s %12s %8s%n", "", "rows/s", "ratio");
        for (var place : places) {
            var rate = median(rates.getOrDefault(place.name(), new ArrayList<>()));
            System.out.printf("%-38s %,12.0f %8.2f%n", place.name(), rate, rate / first);
        }
    }

    private static double median(List<Double> rates) {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    private double measure(Place place) throws SQLException {
        fill(place.database());
        try (var afterdelete = Afterdelete.from(place.settings(), _ -> {})) {
            var handler = new CleanupHandler(afterdelete);
            var events = HandWritten.chunks(inOrder(place.order()), BATCH).stream()
                    .map(VitessRates::event)
                    .toList();
            var begun = System.nanoTime();
            events.forEach(event -> require(handler, event));
            var seconds = (System.nanoTime() - begun) / 1e9;
            for (var table : TABLES) {
                requireEmpty(place, table);
            }
            return recipes * (double) RecipeTables.ROWS_PER_RECIPE / seconds;
        }
    }

    private List<Long> inOrder(Order order) {
        var ids = LongStream.rangeClosed(1, recipes).boxed();
        return switch (order) {
            case AS_THEY_COME -> ids.toList();
            case BY_TENANT ->
                ids.sorted(Comparator.comparing(VitessRates::tenantOf)).toList();
        };
    }

    private static SQSEvent event(List<Long> ids) {
        var event = new SQSEvent();
        event.setRecords(ids.stream()
                .map(id -> ConsumerContestant.message(
                        "{\"id\":%d,\"action\":\"deleted\",\"tenant\":\"%d\"}".formatted(id, tenantOf(id))))
                .toList());
        return event;
    }

    private static void require(CleanupHandler handler, SQSEvent event) {
        var failures = handler.handleRequest(event, new InvocationContext(Duration.ofMinutes(5)))
                .getBatchItemFailures();
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " messages failed");
        }
    }

    private static void requireEmpty(Place place, String table) throws SQLException {
        try (var connection = place.database().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            if (row.getInt(1) != 0) {
                throw new IllegalStateException(
                        "%s: %d rows are left in %s".formatted(place.name(), row.getInt(1), table));
            }
        }
    }

    private static long tenantOf(long recipe) {
        return recipe % TENANTS + 1;
    }

    private void fill(LocalDatabase database) throws SQLException {
        insert(database, "recipes", 1);
        insert(database, "ingredients", RecipeTables.INGREDIENTS);
        insert(database, "steps", RecipeTables.STEPS);
    }

    private void insert(LocalDatabase database, String table, int each) throws SQLException {
        for (var from = 0; from < recipes * each; from += ROWS_AT_ONCE) {
            database.run(IntStream.range(from, Math.min(from + ROWS_AT_ONCE, recipes * each))
                    .mapToObj(row -> row(row, each))
                    .collect(Collectors.joining(",", "INSERT INTO " + table + " VALUES ", "")));
        }
    }

    private static String row(int number, int each) {
        var recipe = number / each + 1;
        var text = "'row number %d of this recipe, with words enough to be like one'".formatted(number % each);
        return each == 1
                ? "(%d, %d, %s)".formatted(recipe, tenantOf(recipe), text)
                : "(%d, %d, %d, %s)".formatted(number + 1, tenantOf(recipe), recipe, text);
    }
}
