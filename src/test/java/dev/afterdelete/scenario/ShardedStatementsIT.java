package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.chaos.PacketProxy;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.QueuePair;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every statement about tables that are sharded by tenant, heard on its way to a real vtgate and then held against its
 * planner: a schema with every kind of relation and guard, carried through every way to delete and to update.
 */
@SuppressWarnings("NullAway.Init")
class ShardedStatementsIT {
    private static final Duration CONFIRMED = Duration.ofMillis(1_200);
    private static final List<String> TABLES =
            List.of("recipes", "steps", "notes", "marks", "pins", "tags", "links", "folders", "orders", "order_lines");
    private static final String DDL = """
            CREATE TABLE recipes (tenant_id BIGINT, id BIGINT, is_deleted BOOLEAN NOT NULL DEFAULT FALSE,
                                  title VARCHAR(20) NULL, created_at DATETIME(6) NOT NULL DEFAULT '2026-01-01',
                                  PRIMARY KEY (tenant_id, id));
            CREATE TABLE steps (tenant_id BIGINT, id BIGINT, recipe_id BIGINT, recipe_title VARCHAR(20) NULL,
                                PRIMARY KEY (tenant_id, id), KEY (tenant_id, recipe_id));
            CREATE TABLE notes (tenant_id BIGINT, id BIGINT, step_id BIGINT,
                                PRIMARY KEY (tenant_id, id), KEY (tenant_id, step_id));
            CREATE TABLE marks (tenant_id BIGINT, id BIGINT, recipe_id BIGINT NULL,
                                PRIMARY KEY (tenant_id, id), KEY (tenant_id, recipe_id));
            CREATE TABLE pins (tenant_id BIGINT, id BIGINT, recipe_id BIGINT,
                               PRIMARY KEY (tenant_id, id), KEY (tenant_id, recipe_id));
            CREATE TABLE tags (tenant_id BIGINT, id BIGINT, recipe_id BIGINT,
                               PRIMARY KEY (tenant_id, id), KEY (tenant_id, recipe_id));
            CREATE TABLE links (tenant_id BIGINT, id BIGINT, subject_id BIGINT, subject_type VARCHAR(20),
                                PRIMARY KEY (tenant_id, id), KEY (tenant_id, subject_id));
            CREATE TABLE folders (tenant_id BIGINT, id BIGINT, parent_id BIGINT,
                                  PRIMARY KEY (tenant_id, id), KEY (tenant_id, parent_id));
            CREATE TABLE orders (tenant_id BIGINT, number BIGINT, PRIMARY KEY (tenant_id, number));
            CREATE TABLE order_lines (tenant_id BIGINT, id BIGINT, order_number BIGINT,
                                      PRIMARY KEY (tenant_id, id), KEY (tenant_id, order_number));
            """;
    private static final String RELATIONS = """
            version: 1
            tables:
              recipes:
                shardBy: tenant_id
                api: true
                softDelete: { column: is_deleted, deleted: true }
                createdAt: created_at
                cap: 1000
              steps: { shardBy: tenant_id }
              notes: { shardBy: tenant_id }
              marks: { shardBy: tenant_id }
              pins: { shardBy: tenant_id }
              tags: { shardBy: tenant_id }
              links: { shardBy: tenant_id }
              folders: { shardBy: tenant_id }
              orders: { shardBy: tenant_id, key: [ { column: tenant_id }, { column: number } ] }
              order_lines: { shardBy: tenant_id }
            relations:
              - child: steps.recipe_id
                parent: recipes
                onDelete: cascade
                onUpdate: cascade
                copies: { recipe_title: title }
              - { child: notes.step_id, parent: steps, onDelete: cascade }
              - { child: marks.recipe_id, parent: recipes, onDelete: set_null, onUpdate: set_null }
              - { child: pins.recipe_id, parent: recipes, onDelete: restrict, onUpdate: restrict }
              - { child: tags.recipe_id, parent: recipes, onDelete: set_default, default: 3, onUpdate: cascade }
              - { child: links.subject_id, parent: recipes, where: { subject_type: Recipe }, onDelete: cascade, onUpdate: cascade }
              - { child: folders.parent_id, parent: folders, none: 0, onDelete: cascade }
              - child: [order_lines.tenant_id, order_lines.order_number]
                parent: [orders.tenant_id, orders.number]
                onDelete: cascade
            default: recipes
            """;

    /** What looks at every shard on purpose: it only reads, and holds no lock. */
    private static final Map<String, Pattern> WALKS = Map.of(
            "flagged rows",
                    Pattern.compile(
                            "SELECT `tenant_id`, `id` FROM `recipes` WHERE `is_deleted` = TRUE ORDER BY .* LIMIT \\?"),
            "orphans",
                    Pattern.compile("SELECT `tenant_id`, `id`, CASE WHEN .* END, .* FROM `\\w+` ORDER BY .* LIMIT \\?"),
            "what refers to one row that is missing",
                    Pattern.compile(
                            "SELECT COUNT\\(\\*\\) FROM \\(SELECT \\? AS held FROM `\\w+` WHERE .* LIMIT \\?\\) AS .*"),
            "debts that are due or done",
                    Pattern.compile("SELECT shard_key FROM afterdelete_outbox WHERE .* LIMIT \\?"),
            "the backlog",
                    Pattern.compile(
                            "SELECT CASE WHEN JSON_VALID.* FROM afterdelete_outbox .* GROUP BY shard_key, named"),
            "refused debts by their codes",
                    Pattern.compile("SELECT refused_code, .* FROM afterdelete_outbox .* ORDER BY refused_code"),
            "refused debts",
                    Pattern.compile("SELECT id, message, turn, refused_code, .* FROM afterdelete_outbox .* LIMIT \\?"));

    private static final Pattern LITERAL = Pattern.compile("'[^']*'|\\b\\d+(\\.\\d+)?\\b");
    private static final Pattern REPEATED = Pattern.compile("\\?(, ?\\?)+");
    private static final Pattern VARIANT = Pattern.compile("\"Variant\": \"([A-Za-z]+)\"");

    private static ShardedSystem system;
    private static LocalDatabase database;
    private static PacketProxy proxy;
    private static final Set<String> HEARD = ConcurrentHashMap.newKeySet();

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws Exception {
        system = ShardedSystem.start("ShardedStatementsIT", TABLES, DDL, directory, RELATIONS);
        database = system.database();
        proxy = PacketProxy.start(database.server());
        proxy.tell(HEARD::add);
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            proxy.close();
            system.close();
        }
    }

    @Test
    void everyStatementGoesToOneShardButForWalksThatOnlyRead() throws Exception {
        for (var maxRows : List.of("2", "5000")) {
            fill();
            carryThroughEverything(maxRows);
        }
        var routes = routes();
        var scattered = routes.entrySet().stream()
                .filter(shape -> !Set.of("EqualUnique", "IN", "Sharded").containsAll(shape.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        System.out.printf(
                "ShardedStatementsIT: %d statements, of which %d go to several shards%n",
                routes.size(), scattered.size());
        assertThat(scattered)
                .allSatisfy(shape -> assertThat(WALKS.values())
                        .as(shape)
                        .anyMatch(walk -> walk.matcher(shape).matches()));
        WALKS.forEach((name, walk) -> assertThat(scattered)
                .as("the walk over %s", name)
                .anyMatch(shape -> walk.matcher(shape).matches()));
        requireDirectives(Set.copyOf(scattered));
        assertThat(routes.keySet())
                .as("every kind of statement is among them")
                .anyMatch(shape -> shape.startsWith("DELETE") && shape.contains("order_lines"))
                .anyMatch(shape -> shape.startsWith("DELETE") && shape.contains("`links`"))
                .anyMatch(shape -> shape.startsWith("DELETE") && shape.contains("`folders`"))
                .anyMatch(shape -> shape.startsWith("DELETE") && shape.contains("afterdelete_outbox"))
                .anyMatch(shape -> shape.startsWith("UPDATE") && shape.contains("afterdelete_outbox"))
                .anyMatch(shape -> shape.startsWith("INSERT") && shape.contains("afterdelete_outbox"))
                .anyMatch(shape -> shape.startsWith("UPDATE") && shape.contains("`marks`"))
                .anyMatch(shape -> shape.startsWith("UPDATE") && shape.contains("`tags`"))
                .anyMatch(shape -> shape.startsWith("UPDATE") && shape.contains("recipe_title"))
                .anyMatch(shape -> shape.startsWith("UPDATE") && shape.contains("is_deleted"))
                .anyMatch(shape -> shape.startsWith("SELECT") && shape.contains("`pins`"))
                .anyMatch(shape -> shape.contains("UNION ALL"))
                .anyMatch(shape -> shape.contains("COUNT("))
                .anyMatch(shape -> shape.contains("created_at") && shape.contains("FOR UPDATE"))
                .hasSizeGreaterThan(30);
    }

    /**
     * Each says whose it is and how long it may run; the walks, and nothing else, that they go everywhere on purpose.
     */
    private static void requireDirectives(Set<String> scattered) {
        assertThat(HEARD.stream().filter(ShardedStatementsIT::isAboutRows)).allSatisfy(text -> {
            assertThat(text).contains("/*vt+ PRIORITY=100 QUERY_TIMEOUT_MS=", " WORKLOAD_NAME=afterdelete");
            assertThat(text.contains("ALLOW_SCATTER")).as(text).isEqualTo(scattered.contains(shape(text)));
        });
    }

    /** The check itself can fail: the same delete without its tenant is found out. */
    @Test
    void aStatementThatDoesNotNameItsTenantIsFoundOut() throws Exception {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            assertThat(variants(statement, "DELETE FROM steps WHERE recipe_id = 1 LIMIT 10"))
                    .contains("Scatter");
        }
    }

    private static void fill() throws SQLException {
        for (var tenant : List.of(1, 4)) {
            for (var table : TABLES) {
                database.run("DELETE FROM %s WHERE tenant_id = %d".formatted(table, tenant));
            }
            database.run("DELETE FROM afterdelete_outbox WHERE shard_key = " + tenant);
            database.run("""
                    INSERT INTO recipes (tenant_id, id) VALUES (%1$d, 1), (%1$d, 2), (%1$d, 3), (%1$d, 4), (%1$d, 5), (%1$d, 6), (%1$d, 7);
                    INSERT INTO steps (tenant_id, id, recipe_id) VALUES (%1$d, 10, 1), (%1$d, 11, 1), (%1$d, 12, 1), (%1$d, 20, 2), (%1$d, 40, 4), (%1$d, 99, 98);
                    INSERT INTO notes VALUES (%1$d, 100, 10), (%1$d, 101, 10), (%1$d, 110, 11), (%1$d, 120, 12);
                    INSERT INTO marks VALUES (%1$d, 1, 1), (%1$d, 2, 1), (%1$d, 3, 4);
                    INSERT INTO pins VALUES (%1$d, 1, 5);
                    INSERT INTO tags VALUES (%1$d, 1, 1), (%1$d, 2, 1), (%1$d, 4, 4);
                    INSERT INTO links VALUES (%1$d, 1, 1, 'Recipe'), (%1$d, 2, 1, 'Menu'), (%1$d, 4, 4, 'Recipe');
                    INSERT INTO folders VALUES (%1$d, 1, 0), (%1$d, 2, 1), (%1$d, 3, 2), (%1$d, 4, 2), (%1$d, 5, 1);
                    INSERT INTO orders VALUES (%1$d, 1), (%1$d, 2);
                    INSERT INTO order_lines VALUES (%1$d, 1, 1), (%1$d, 2, 1), (%1$d, 3, 2)
                    """.formatted(tenant));
        }
    }

    private void carryThroughEverything(String maxRows) throws Exception {
        var queues = system.freshQueues();
        try (var deployment = system.deployment(queues)
                .with("DB_URL", proxy.urlOf(database))
                .with("MAX_ROWS", maxRows)
                .with("RELAY_AFTER", "PT1S")) {
            var batch = new DirectBatch()
                    .add("plain", "{\"id\":1,\"action\":\"deleted\",\"tenant\":\"1\"}")
                    .add(
                            "timed",
                            "{\"ids\":[1,2],\"action\":\"deleted\",\"tenant\":\"4\",\"at\":\"2026-06-01T00:00:00Z\"}")
                    .add("folder", "{\"id\":1,\"action\":\"deleted\",\"table\":\"folders\",\"tenant\":\"1\"}")
                    .add(
                            "order",
                            "{\"ids\":[{\"tenant_id\":1,\"number\":1},{\"tenant_id\":1,\"number\":2}],\"action\":\"deleted\",\"table\":\"orders\"}")
                    .add("pinned", "{\"id\":5,\"action\":\"deleted\",\"tenant\":\"1\"}");
            var failures = batch.failuresOf(deployment.cleanup());
            assertThat(failures).as(String.join("\n", deployment.lines())).containsExactly("pinned");
            update(deployment);
            assertThat(ApiAnswer.deleteOf("4", deployment.api(), "/recipes/7").status())
                    .isEqualTo(202);
            database.run("""
                    INSERT INTO afterdelete_outbox (message, shard_key) VALUES ('{"id": 6, "action": "deleted", "tenant": "4"}', 4);
                    UPDATE recipes SET is_deleted = TRUE WHERE tenant_id = 1 AND id = 2
                    """);
            assertThat(Sweep.run(deployment.sweep())).contains("\"relayed\":1");
            Queue.drain(queues, deployment.cleanup());
        }
        scheduled(queues);
        strew();
        assertThat(command("orphans")).contains("steps.recipe_id -> recipes");
        LockSupport.parkNanos(CONFIRMED.toNanos());
        assertThat(command("orphans", "--fix", "--confirm-after", "PT1S")).contains("fixed");
        assertThat(command("preview", "recipes", "4", "--tenant", "1")).contains("steps");
        assertThat(command("status")).doesNotContain("could not");
        database.run("""
                INSERT INTO afterdelete_outbox (message, shard_key, refused_at, refused_code)
                VALUES ('{"id": 5, "action": "deleted", "tenant": "4"}', 4, '2026-01-01', 'RESTRICTED')
                """);
        assertThat(command("redrive", "--owed")).contains("RESTRICTED");
        assertThat(command("redrive", "--owed", "--all", "--drop", "--yes")).doesNotContain("could not");
    }

    /** Keys change, with and without the outbox, and a column that children repeat. */
    private static void update(Deployment deployment) throws SQLException, Exception {
        database.run("UPDATE recipes SET id = 9, title = 'Soup' WHERE tenant_id = 4 AND id = 4");
        database.run("""
                INSERT INTO afterdelete_outbox (message, shard_key, next_at) VALUES
                ('{"id": 9, "action": "updated", "previous": {"id": 4}, "tenant": "4"}', 4, '2038-01-01')
                """);
        var owed = system.rows("afterdelete_outbox WHERE shard_key = 4 AND done_at IS NULL");
        assertThat(owed).hasSize(1);
        var batch = new DirectBatch()
                .add(
                        "key",
                        "{\"id\":9,\"action\":\"updated\",\"previous\":{\"id\":4},\"tenant\":\"4\",\"outbox\":%s}"
                                .formatted(outboxId()))
                .add("title", "{\"id\":9,\"action\":\"updated\",\"tenant\":\"4\"}");
        assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();
    }

    private static long outboxId() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT id FROM afterdelete_outbox WHERE shard_key = 4 AND done_at IS NULL")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** So many rows that refer to a missing one that they look like a value that means no reference. */
    private static void strew() throws SQLException {
        var values = IntStream.rangeClosed(5_000, 5_200)
                .mapToObj("(4, %d, 777)"::formatted)
                .collect(Collectors.joining(", "));
        database.run("INSERT INTO notes (tenant_id, id, step_id) VALUES " + values);
    }

    /** A request flags its row. */
    private void scheduled(QueuePair queues) throws Exception {
        try (var deployment =
                system.deployment(queues).with("DB_URL", proxy.urlOf(database)).with("STRATEGY", "scheduled")) {
            assertThat(ApiAnswer.deleteOf("1", deployment.api(), "/recipes/6").status())
                    .isEqualTo(202);
            assertThat(Sweep.run(deployment.sweep())).contains("\"swept\":1");
        }
    }

    private static String command(String... arguments) {
        return system.commandBy(proxy.urlOf(database), arguments);
    }

    /** To what shards the statements go that were heard, by the statement without its values. */
    private static Map<String, Set<String>> routes() throws SQLException {
        var routes = new TreeMap<String, Set<String>>();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            for (var text : HEARD) {
                if (isAboutRows(text)) {
                    routes.computeIfAbsent(shape(text), _ -> new TreeSet<>()).addAll(variants(statement, text));
                }
            }
        }
        return routes;
    }

    private static boolean isAboutRows(String text) {
        var begin = text.stripLeading();
        var isStatement =
                Set.of("SELECT", "DELETE", "UPDATE", "INSERT").stream().anyMatch(begin::startsWith);
        return isStatement
                && !text.contains("information_schema")
                && (text.contains("afterdelete_")
                        || TABLES.stream().anyMatch(table -> text.contains("`" + table + "`")));
    }

    private static String shape(String text) {
        var named = text.strip().replaceAll("\\s+", " ").replaceAll("/\\*vt\\+.*?\\*/ ", "");
        var open = LITERAL.matcher(named).replaceAll("?");
        return REPEATED.matcher(open).replaceAll("?");
    }

    private static Set<String> variants(Statement statement, String text) throws SQLException {
        statement.execute("VEXPLAIN PLAN " + text.strip());
        try (var row = statement.getResultSet()) {
            row.next();
            var found = VARIANT.matcher(row.getString(1));
            return found.results().map(variant -> variant.group(1)).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
