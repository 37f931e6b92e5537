package dev.afterdelete.jdbc.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.config.Settings.Heartbeat;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What gauges read from real servers. */
@OnEveryServer
@NotOnVitess("its parser has no CREATE USER; what is read there has tests of its own")
class GaugeIT {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Heartbeat HEARTBEAT = new Heartbeat(List.of("heartbeat"), "ts");

    private final LocalDatabase database;
    private final JdbcSession session;

    GaugeIT(LocalDatabase database) {
        this.database = database;
        this.session = Heartbeats.session(database);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void theAskingThreadIsRunning() {
        assertThat(new ThreadsRunning(session, 0).excess())
                .hasValueSatisfying(
                        reading -> assertThat(reading).matches("[1-9][0-9]* threads are running, the limit is 0"));
        assertThat(new ThreadsRunning(session, 100_000).excess()).isEmpty();
    }

    @Test
    void theNewestHeartbeatCounts() throws SQLException {
        var heartbeats = Heartbeats.createIn(database);
        heartbeats.beat(Duration.ofSeconds(2));
        var lag = new HeartbeatLag(session, HEARTBEAT, LIMIT);
        assertThat(lag.excess()).isEmpty();
        heartbeats.beat(Duration.ofSeconds(20));
        assertThat(lag.excess())
                .hasValueSatisfying(reading ->
                        assertThat(reading).matches("a replica is PT2[0-9]\\.?[0-9]*S behind, the limit is PT5S"));
    }

    @Test
    void aHeartbeatReadsTheSameInEveryTimeZoneAndColumnType() throws SQLException {
        database.run("""
                SET time_zone = '+05:00';
                CREATE TABLE `odd``name` (a TIMESTAMP(6) NULL, b DATETIME(6) NULL);
                INSERT INTO `odd``name` VALUES (NOW(6) - INTERVAL 20 SECOND, UTC_TIMESTAMP(6) - INTERVAL 20 SECOND);
                """);
        for (var column : List.of("a", "b")) {
            for (var limit : List.of(15, 60)) {
                var heartbeat = new Heartbeat(List.of(database.name(), "odd`name"), column);
                assertThat(new HeartbeatLag(session, heartbeat, Duration.ofSeconds(limit))
                                .excess()
                                .isPresent())
                        .as(column + limit)
                        .isEqualTo(limit == 15);
            }
        }
    }

    @Test
    void aHeartbeatTableThatIsEmptyMissingOrForbiddenIsAFaultWithAName() throws SQLException {
        var lag = new HeartbeatLag(session, HEARTBEAT, LIMIT);
        assertFault(lag::excess, FaultCode.SCHEMA_MISMATCH);
        Heartbeats.createIn(database);
        assertFault(lag::excess, FaultCode.INVALID_CONFIGURATION);
        var user = "gauge_" + database.name();
        database.run("CREATE USER %1$s@'%%' IDENTIFIED BY 'pw'; GRANT EXECUTE ON %2$s.* TO %1$s@'%%'"
                .formatted(user, database.name()));
        try (var poor = Heartbeats.session(database, user, "pw")) {
            assertFault(() -> new HeartbeatLag(poor, HEARTBEAT, LIMIT).excess(), FaultCode.ACCESS_DENIED);
            assertFault(() -> new StatusLag(poor, LIMIT).excess(), FaultCode.ACCESS_DENIED);
            assertThat(new ThreadsRunning(poor, 100_000).excess()).isEmpty();
        } finally {
            database.run("DROP USER %s@'%%'".formatted(user));
        }
    }

    @Test
    void aWrongPasswordSaysNothingAboutTheQuestion() {
        try (var stranger = Heartbeats.session(database, "nobody", "wrong")) {
            assertFault(() -> new ThreadsRunning(stranger, 9).excess(), FaultCode.CANNOT_CONNECT);
        }
    }

    @Test
    void aServerThatIsNoReplicaSaysSo() {
        assertFault(() -> new StatusLag(session, LIMIT).excess(), FaultCode.INVALID_CONFIGURATION);
    }

    @Test
    void aReplicaThatDoesNotReplicateIsOverEveryLimit() throws SQLException {
        var mariaDb = isMariaDb();
        database.run(
                mariaDb
                        ? "CHANGE MASTER TO MASTER_HOST = 'nowhere.invalid'"
                        : "CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'nowhere.invalid'");
        try {
            assertThat(new StatusLag(session, LIMIT).excess()).contains("the replica does not replicate");
        } finally {
            database.run(mariaDb ? "RESET SLAVE ALL" : "RESET REPLICA ALL");
        }
    }

    @Test
    void theSlowestChannelOfAReplicaCounts() throws SQLException {
        var lag = new StatusLag(session, LIMIT);
        assertThat(reading("SELECT 'x' AS Source_Host, 4 AS Seconds_Behind_Source UNION SELECT 'y', 9", lag::ofReplica))
                .isEqualTo("a replica is PT9S behind, the limit is PT5S");
        assertThat(reading("SELECT 5 AS Seconds_Behind_Master", lag::ofReplica)).isEmpty();
        assertThat(reading("SELECT 5 AS Seconds_Behind_Master UNION SELECT NULL", lag::ofReplica))
                .isEqualTo("the replica does not replicate");
    }

    @Test
    void behindAVtgateTheSlowestReplicaOfTheKeyspaceCounts() throws SQLException {
        var lag = new StatusLag(session, LIMIT);
        var rows = """
                SELECT 'app' AS Keyspace, '-80' AS Shard, 'REPLICA' AS TabletType, '%s' AS ReplicationLag
                UNION SELECT 'app', '80-', 'REPLICA', '-1' UNION SELECT 'other', '0', 'REPLICA', '99'
                """;
        assertThat(reading(rows.formatted(6), row -> lag.ofVitess(row, StatusLag.keyspaceOf("app:-80@replica"))))
                .isEqualTo("a replica is PT6S behind, the limit is PT5S");
        assertThat(reading(rows.formatted(5), row -> lag.ofVitess(row, "app"))).isEmpty();
    }

    private interface Reader {
        Optional<String> read(ResultSet rows) throws SQLException;
    }

    private String reading(String query, Reader reader) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return reader.read(rows).orElse("");
        }
    }

    private boolean isMariaDb() throws SQLException {
        try (var connection = database.connect()) {
            return connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
        }
    }

    private static void assertFault(Runnable question, FaultCode code) {
        assertThatThrownBy(question::run)
                .isInstanceOfSatisfying(
                        FaultException.class,
                        exception -> assertThat(exception.fault().code()).isEqualTo(code));
    }
}
