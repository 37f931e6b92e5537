package dev.afterdelete.local;

import dev.afterdelete.Declaration;
import dev.afterdelete.Schema;
import dev.afterdelete.local.LocalDatabase.Disposal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * Vitess in a container: a vtgate before unsharded keyspaces, which stand for databases, and one of two shards by
 * {@code tenant_id}. A keyspace takes seconds to create, so that each is used again and again.
 *
 * @see <a href="https://vitess.io/docs/get-started/vttestserver-docker-image/">Vitess: the vttestserver image</a>
 */
public final class VitessDatabase implements DatabaseServer {
    private static final String IMAGE = "vitess/vttestserver:v24.0.0-mysql84";
    private static final List<String> UNSHARDED = List.of("plain_1", "plain_2", "plain_3");
    private static final String SHARDED = "sharded";
    private static final int BASE_PORT = 33574;
    private static final int MYSQL_PORT = BASE_PORT + 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What starts five programs may fail to, on a machine that is busy. */
    private static final int STARTS = 3;

    /**
     * Stands before the program that vttestserver starts, which does not hand on all flags. Of two alike the last
     * counts.
     */
    private static final String VTCOMBO = """
            #!/bin/sh -f
            [ "$1" = --version ] || set -- "$@" %s
            exec /vt/bin/vtcombo.inner "$@"
            """;

    private static final String START =
            "mv /vt/bin/vtcombo /vt/bin/vtcombo.inner && cp /vt/vtcombo /vt/bin/vtcombo" + " && exec /vt/run.sh %s";

    private static final String VERSION = "8.4.6-Vitess";

    /** What an operator may tell a vtgate to say of itself, for clients that look at versions. */
    private static final String DISGUISE = "8.4.6";

    private static final String[] AS_PLANETSCALE = {
        "--queryserver-config-transaction-timeout=20s",
        "--queryserver-config-max-result-size=100000",
        "--queryserver-config-transaction-cap=50",
        "--queryserver-config-pool-size=50"
    };

    private static final String UNSHARDED_VSCHEMA = """
            {"sharded": false, "tables": {"ready": {}}}
            """;
    private static final String SHARDED_VSCHEMA = """
            {"sharded": true, "vindexes": {"hash": {"type": "hash"}},
             "tables": {"ready": {"column_vindexes": [{"column": "tenant_id", "name": "hash"}]}}}
            """;
    private static final String TABLES = "CREATE TABLE ready (tenant_id BIGINT NOT NULL PRIMARY KEY);";

    private final GenericContainer<?> container;
    private final DatabaseAddress address;
    private final Deque<LocalDatabase> free = new ArrayDeque<>();

    private VitessDatabase(GenericContainer<?> container, DatabaseAddress address) {
        this.container = container;
        this.address = address;
        UNSHARDED.forEach(keyspace -> free.add(new LocalDatabase(address, keyspace, Disposal.EMPTIED)));
    }

    /** Starts Vitess with the limits that PlanetScale has: 20 s a transaction and 100,000 rows a statement. */
    public static VitessDatabase start() {
        return start(AS_PLANETSCALE);
    }

    /** The same, with a vtgate that says the version of a MySQL. */
    public static VitessDatabase startDisguised() {
        return startAs(DISGUISE, AS_PLANETSCALE);
    }

    /**
     * Starts Vitess; takes some ten seconds.
     *
     * @param flags of its tablets
     */
    public static VitessDatabase start(String... flags) {
        return startAs(VERSION, flags);
    }

    private static VitessDatabase startAs(String version, String... flags) {
        var keyspaces = Stream.concat(UNSHARDED.stream(), Stream.of(SHARDED)).toList();
        var container = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withEnv("PORT", Integer.toString(BASE_PORT))
                .withEnv("KEYSPACES", String.join(",", keyspaces))
                .withEnv("NUM_SHARDS", String.join(",", Collections.nCopies(UNSHARDED.size(), "1")) + ",2")
                .withEnv("MYSQL_BIND_HOST", "0.0.0.0")
                .withEnv("VTCOMBO_BIND_HOST", "0.0.0.0")
                .withCopyToContainer(Transferable.of(VTCOMBO.formatted(String.join(" ", flags)), 0755), "/vt/vtcombo")
                .withCommand("/bin/sh", "-c", START.formatted(version))
                .withExposedPorts(MYSQL_PORT, BASE_PORT)
                .waitingFor(Wait.forLogMessage(".*\"vtcombo_mysql_port\".*", 1).withStartupTimeout(PATIENCE))
                .withStartupAttempts(STARTS);
        for (var keyspace : keyspaces) {
            var directory = "/vt/schema/" + keyspace;
            container.withCopyToContainer(Transferable.of(TABLES), directory + "/tables.sql");
            container.withCopyToContainer(
                    Transferable.of(keyspace.equals(SHARDED) ? SHARDED_VSCHEMA : UNSHARDED_VSCHEMA),
                    directory + "/vschema.json");
        }
        container.start();
        var address = new DatabaseAddress(container.getHost(), container.getMappedPort(MYSQL_PORT), "root", "");
        address.awaitAnswer(PATIENCE);
        return new VitessDatabase(container, address);
    }

    @Override
    public String name() {
        return IMAGE + " (container)";
    }

    @Override
    public DatabaseAddress address() {
        return address;
    }

    /** Each keyspace in turn: its tables are dropped before, and again when it is closed. */
    @Override
    public synchronized LocalDatabase createFresh() throws SQLException {
        var keyspace = free.removeFirst();
        free.addLast(keyspace);
        keyspace.close();
        return keyspace;
    }

    /** The keyspace of two shards, with the tables that are there. */
    public LocalDatabase sharded() {
        return new LocalDatabase(address, SHARDED, Disposal.EMPTIED);
    }

    /**
     * The keyspace of two shards with other tables, each with a column {@code tenant_id} that says where a row lies.
     *
     * @param names of the tables
     * @param ddl what creates them
     */
    public LocalDatabase createSharded(List<String> names, String ddl) throws SQLException, InterruptedException {
        var database = sharded();
        database.close();
        database.run(ddl);
        for (var table : names) {
            spread(table, "hash(tenant_id)");
        }
        return database;
    }

    /**
     * Creates Afterdelete's own tables in the keyspace of two shards, beside those of a declaration.
     *
     * @param declaration its file
     */
    public void createOwnTables(Path declaration) throws SQLException, InterruptedException {
        Schema.apply(Declaration.read(Optional.of(declaration)), sharded().settings());
        spread("afterdelete_outbox", "hash(shard_key)");
        spread("afterdelete_orphan_scan", "xxhash(relation)");
        spread("afterdelete_orphans", "xxhash(relation)");
        number("afterdelete_outbox", "id");
    }

    /**
     * Tells the vtgate on which shard the rows of a table lie that exists in the keyspace of two shards.
     *
     * @param vindex its type and its column, as in {@code hash(tenant_id)}
     */
    public void spread(String table, String vindex) throws SQLException, InterruptedException {
        var type = vindex.substring(0, vindex.indexOf('('));
        sharded().run("ALTER VSCHEMA ON %s.%s ADD VINDEX %s USING %s".formatted(SHARDED, table, vindex, type));
        awaitTracked(sharded(), table);
    }

    /** Gives a column of a table in the keyspace of two shards its values from a sequence. */
    public void number(String table, String column) throws SQLException {
        var sequence = table + "_seq";
        var home = UNSHARDED.getFirst();
        new LocalDatabase(address, home, Disposal.EMPTIED).run("""
                CREATE TABLE %1$s (id BIGINT PRIMARY KEY, next_id BIGINT, cache BIGINT) COMMENT 'vitess_sequence';
                INSERT INTO %1$s VALUES (0, 1, 1000);
                ALTER VSCHEMA ADD SEQUENCE %2$s.%1$s;
                ALTER VSCHEMA ON %3$s.%4$s ADD AUTO_INCREMENT %5$s USING %2$s.%1$s
                """.formatted(sequence, home, SHARDED, table, column));
    }

    /**
     * A vtgate learns of a table's columns a little after it was created; a change of the table makes it look again.
     */
    private static void awaitTracked(LocalDatabase database, String table) throws SQLException, InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                database.run("ALTER TABLE %1$s COMMENT ''; VEXPLAIN PLAN DELETE FROM %1$s LIMIT 1".formatted(table));
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                Thread.sleep(200);
            }
        }
    }

    /**
     * What the vtgate has planned, of the statements that it was asked more than once since a table was changed last.
     */
    public VtgatePlans plans() {
        return VtgatePlans.read(container.getHost(), container.getMappedPort(BASE_PORT));
    }

    /** @throws UnsupportedOperationException always: the server of this image forgets its rows when it stops */
    @Override
    public void crash() {
        throw new UnsupportedOperationException("this Vitess forgets its rows when it stops");
    }

    @Override
    public void close() {
        container.stop();
    }
}
