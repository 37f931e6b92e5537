package dev.afterdelete.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.afterdelete.Schema;
import dev.afterdelete.infer.Inference;
import dev.afterdelete.local.ContainerDatabase;
import dev.afterdelete.local.DatabaseServer;
import dev.afterdelete.local.DockerPresence;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.VitessDatabase;
import dev.afterdelete.wire.RelationsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random schemas, rows, deletes and key updates, judged by InnoDB. {@code -Ddifferential.seed} and
 * {@code -Ddifferential.schemas} repeat a run or make it longer; a schema has the seed of the run and its number as its
 * own.
 */
class InnoDbDifferentialIT {
    /**
     * Since 9.6, MySQL sees to foreign keys above its storage engine, and 9.7 leaves the children of a composite
     * reference within one table behind. So it is InnoDB itself that judges.
     *
     * @see <a href="https://dev.mysql.com/doc/refman/9.7/en/innodb-parameters.html">MySQL:
     *     innodb_native_foreign_keys</a>
     */
    private static final String BY_INNODB = "--innodb-native-foreign-keys=ON";

    /** Creating tables is what costs. */
    private static final String[] IN_A_HURRY = {
        "--skip-log-bin",
        "--innodb-doublewrite=OFF",
        "--innodb-flush-log-at-trx-commit=2",
        "--innodb-file-per-table=OFF"
    };

    private static final int HAPPENINGS = 8;
    private static final int[] BOUNDS = {1, 2, 7, 5_000, 5_000};
    private static final int MOST_REPORTED = 5;

    private final long seed = Long.getLong("differential.seed", new Random().nextInt(1_000_000));
    private final int schemas = Integer.getInteger("differential.schemas", 300);
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private final List<String> differences = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void endsAsInnoDbEndsIt() throws SQLException, IOException {
        assumeTrue(DockerPresence.here().admits("InnoDbDifferentialIT", System.out));
        try (var server = ContainerDatabase.start(options())) {
            judge(server, server, schemas);
        }
    }

    @Test
    void endsBehindVitessAsInnoDbEndsIt() throws SQLException, IOException {
        assumeTrue(DockerPresence.here().admits("InnoDbDifferentialIT", System.out));
        try (var server = ContainerDatabase.start(options());
                var vitess = VitessDatabase.start()) {
            judge(server, vitess, schemas / 6);
        }
    }

    /** Each tenant's rows lie on a shard of their own, and a transaction over both is an error, but for the test's. */
    @Test
    void endsOnTwoShardsAsInnoDbEndsIt() throws SQLException, IOException, InterruptedException {
        assumeTrue(DockerPresence.here().admits("InnoDbDifferentialIT", System.out));
        try (var server = ContainerDatabase.start(options());
                var vitess = VitessDatabase.start("--transaction-mode=SINGLE");
                var judge = server.createFresh();
                var bare = sharded(vitess);
                var twins = new Twins(judge, bare)) {
            twins.bare().run("SET transaction_mode = 'multi'");
            judge(twins, "two shards", schemas / 10, SqlTable::ofTenants);
        }
    }

    /** The vschema outlives the tables that it is about, so that those of each schema are sharded by it. */
    private LocalDatabase sharded(VitessDatabase vitess) throws SQLException, IOException, InterruptedException {
        var names = RandomSchema.names();
        var anything = "CREATE TABLE %s (id BIGINT PRIMARY KEY, tenant_id BIGINT NOT NULL);";
        var bare = vitess.createSharded(
                names, names.stream().map(anything::formatted).collect(Collectors.joining()));
        var declaration = """
                version: 1
                tables: { t0: { shardBy: tenant_id } }
                relations: [ { child: t0.r, parent: t0, onDelete: cascade } ]
                """;
        vitess.createOwnTables(Files.writeString(directory.resolve("own.yaml"), declaration));
        bare.run("DROP TABLE " + String.join(", ", names));
        return bare;
    }

    private void judge(DatabaseServer server, DatabaseServer tried, int schemas) throws SQLException, IOException {
        try (var judge = server.createFresh();
                var bare = tried.createFresh();
                var twins = new Twins(judge, bare)) {
            bare.runResource("/afterdelete.sql");
            judge(twins, tried.name(), schemas, table -> table);
        }
    }

    private void judge(Twins twins, String tried, int schemas, UnaryOperator<SqlTable> shape)
            throws SQLException, IOException {
        for (var number = 0; number < schemas && differences.size() < MOST_REPORTED; number++) {
            judge(twins, seed + number, shape);
        }
        var summary = "seed %d, %d schemas on %s: %s".formatted(seed, schemas, tried, verdicts);
        System.out.println("InnoDbDifferentialIT: " + summary);
        assertThat(differences).as(summary).isEmpty();
        assertThat(verdicts).containsKeys(Verdict.DONE, Verdict.REFUSED);
    }

    private static String[] options() {
        return Stream.concat(Stream.of(BY_INNODB), Arrays.stream(IN_A_HURRY)).toArray(String[]::new);
    }

    private void judge(Twins twins, long own, UnaryOperator<SqlTable> shape) throws SQLException, IOException {
        var random = new Random(own);
        var schema = RandomSchema.make(random).stream().map(shape).toList();
        var rows = RandomRows.make(random, schema);
        var declaration = declaration(schema);
        twins.become(schema, rows);
        requireInferred(twins, declaration);
        var environment = new HashMap<>(twins.bare().database().settings());
        environment.put(
                "AFTERDELETE_RELATIONS",
                Files.writeString(directory.resolve("relations.yaml"), declaration)
                        .toString());
        environment.put("AFTERDELETE_MAX_ROWS", String.valueOf(BOUNDS[random.nextInt(BOUNDS.length)]));
        var story = new StringBuilder(Twins.script(schema, rows, SqlTable::nativeDdl)).append(declaration);
        try (var trial = new Trial(twins, environment)) {
            var happenings = new RandomHappenings(random, schema);
            for (var count = 0; count < HAPPENINGS; count++) {
                var next = happenings.next(twins.rows(twins.judge()));
                if (next.isPresent()) {
                    var happening = next.get().getValue();
                    story.append(happening).append('\n');
                    verdicts.merge(trial.judge(next.get().getKey(), happening), 1, Integer::sum);
                }
            }
        } catch (AssertionError difference) {
            differences.add("-Ddifferential.seed=%d -Ddifferential.schemas=1, at most %s rows an attempt%n%s%n%s"
                    .formatted(own, environment.get("AFTERDELETE_MAX_ROWS"), story, difference.getMessage()));
        }
    }

    /** What {@code infer} makes of the foreign keys asks for exactly what the declaration asks for. */
    private static void requireInferred(Twins twins, String declaration) {
        var live = Schema.read(twins.judge().database().settings());
        assertThat(relations(Inference.ofForeignKeys(live).text())).isEqualTo(relations(declaration));
    }

    private static Set<String> relations(String declaration) {
        return RelationsReader.read(declaration, "relations.yaml").relations().stream()
                .map(relation -> "%s -> %s %s %s %s"
                        .formatted(
                                relation.name(),
                                relation.parent().name(),
                                relation.parentColumns(),
                                relation.onDelete(),
                                relation.onUpdate()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String declaration(List<SqlTable> schema) {
        return "version: 1\ntables:\n"
                + schema.stream().map(SqlTable::yaml).collect(Collectors.joining())
                + "relations:\n"
                + schema.stream()
                        .flatMap(table -> table.foreignKeys().stream())
                        .map(ForeignKey::yaml)
                        .collect(Collectors.joining());
    }
}
