package dev.afterdelete.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.wire.RelationsReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a connection comes about, or does not. */
@OnEveryServer
@NotOnVitess("its parser has no CREATE USER")
class JdbcSessionIT {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration SOON = CONNECT.multipliedBy(3); // this machine may be busy with something else
    private static final String ODD = "p@ss:w/\\rd?&=#%'\"ö €";

    private static final RelationGraph STEPS = RelationsReader.read("""
            version: 1
            relations: [{ child: steps.recipe_id, parent: recipes, onDelete: cascade }]
            """, "test");

    private final LocalDatabase database;
    private final String user;
    private final List<Credentials> refused = new ArrayList<>();
    private final AtomicReference<Duration> clock = new AtomicReference<>(Duration.ZERO);

    JdbcSessionIT(LocalDatabase database) throws SQLException {
        this.database = database;
        this.user = "u" + Long.toString(System.nanoTime(), 36);
        database.run("CREATE USER %1$s@'%%' IDENTIFIED BY 'old'; GRANT SELECT ON %2$s.* TO %1$s@'%%'"
                .formatted(user, database.name()));
    }

    @AfterEach
    void dropUser() throws SQLException {
        database.run("DROP USER %s@'%%'".formatted(user));
    }

    @Test
    void credentialsAreAskedForAgainWhenTheDatabaseRefusesThoseThatWereKnown() throws SQLException {
        database.run("ALTER USER %s@'%%' IDENTIFIED BY 'new'".formatted(user));
        try (var session = session(database.url(), rotatedTo("new"))) {
            assertThat(session.<Integer>transact(connection -> 1)).isEqualTo(1);
        }
        assertThat(refused).extracting(Credentials::password).containsExactly("outdated");
    }

    @Test
    void credentialsThatAreRefusedTwiceAreNotTriedForEver() {
        var fault = faultOf(database.url(), rotatedTo("wrong too"));
        assertThat(fault.code()).isEqualTo(FaultCode.ACCESS_DENIED);
        assertThat(fault.reason()).hasLineCount(1).doesNotContain("wrong too");
        assertThat(refused).hasSize(1);
    }

    @Test
    void aPasswordMayHaveAnyCharacters() throws SQLException {
        database.run("ALTER USER %s@'%%' IDENTIFIED BY '%s'"
                .formatted(user, ODD.replace("\\", "\\\\").replace("'", "''")));
        try (var session = session(database.url(), () -> new Credentials(user, ODD))) {
            assertThat(session.<Integer>transact(connection -> 1)).isEqualTo(1);
        }
    }

    @Test
    void aTextIsReadAsItIsWhateverTheServerDoesByDefault() throws SQLException {
        database.run("CREATE TABLE codes (code CHAR(10) PRIMARY KEY); INSERT INTO codes VALUES ('a')");
        database.run("SET GLOBAL sql_mode = 'PAD_CHAR_TO_FULL_LENGTH,ANSI_QUOTES,NO_BACKSLASH_ESCAPES'");
        try (var session = session(database.url(), () -> new Credentials(user, "old"))) {
            assertThat(ask(session, "SELECT CONCAT('[', code, \"]\") FROM codes"))
                    .isEqualTo("[a]");
        } finally {
            database.run("SET GLOBAL sql_mode = DEFAULT");
        }
    }

    @Test
    void aLockedTableIsWaitedForNoLongerThanALockedRow() throws SQLException {
        database.run("CREATE TABLE pages (id INT PRIMARY KEY)");
        try (var session = session(database.url(), () -> new Credentials(user, "old"));
                var other = database.connect();
                var statement = other.createStatement()) {
            statement.execute("LOCK TABLES pages WRITE");
            var began = Instant.now();
            assertThat(catchThrowableOfType(FaultException.class, () -> ask(session, "SELECT COUNT(*) FROM pages"))
                            .fault()
                            .code())
                    .isEqualTo(FaultCode.LOCK_WAIT_TIMEOUT);
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aTableThatIsMigratedUnderAConnectionInUseIsNoticedSoon() throws SQLException {
        createSteps();
        try (var session = session(STEPS)) {
            assertThat(ask(session, "SELECT 1")).isEqualTo("1");
            database.run("ALTER TABLE steps MODIFY recipe_id VARCHAR(36)");
            clock.set(LiveSchema.TRUSTED.minusSeconds(1));
            assertThat(ask(session, "SELECT 1")).isEqualTo("1");
            clock.set(LiveSchema.TRUSTED);
            assertThat(codeOf(session)).isEqualTo(FaultCode.SCHEMA_MISMATCH);
            assertThat(codeOf(session)).isEqualTo(FaultCode.SCHEMA_MISMATCH);
            database.run("ALTER TABLE steps MODIFY recipe_id BIGINT");
            assertThat(ask(session, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aNewConnectionIsHeldAgainstTheSchemaAnew() throws SQLException {
        createSteps();
        try (var session = session(STEPS)) {
            assertThat(ask(session, "SELECT 1")).isEqualTo("1");
            database.run("ALTER TABLE steps MODIFY recipe_id VARCHAR(36)");
            session.giveUp();
            assertThat(codeOf(session)).isEqualTo(FaultCode.SCHEMA_MISMATCH);
        }
    }

    @Test
    void aUniqueIndexOnAnExpressionHarmsNothing() throws SQLException {
        createSteps();
        database.run(
                isMariaDb()
                        ? "ALTER TABLE steps ADD twice BIGINT AS (recipe_id * 2), ADD UNIQUE (twice)"
                        : "ALTER TABLE steps ADD UNIQUE ((recipe_id * 2))");
        try (var session = session(STEPS)) {
            assertThat(ask(session, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void anIndexThatIsUniqueByAPrefixMakesNoKeyWhereEqualTextsBeginDifferently() throws SQLException {
        createSteps();
        database.run(
                "ALTER TABLE recipes DROP PRIMARY KEY, MODIFY id VARCHAR(36) COLLATE utf8mb4_unicode_ci NOT NULL, ADD UNIQUE (id(3));"
                        + " ALTER TABLE steps MODIFY recipe_id VARCHAR(36) COLLATE utf8mb4_unicode_ci");
        var byText = RelationsReader.read("""
                version: 1
                tables: { recipes: { key: { column: id, type: string } } }
                relations: [{ child: steps.recipe_id, parent: recipes, onDelete: cascade }]
                """, "test");
        try (var session = session(byText)) {
            assertThat(codeOf(session)).isEqualTo(FaultCode.SCHEMA_MISMATCH);
        }
    }

    /** It has no indexes on expressions; where it is one, an index on what is computed by the table. */
    private boolean isMariaDb() throws SQLException {
        try (var connection = database.connect()) {
            return connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
        }
    }

    private void createSteps() throws SQLException {
        database.run("CREATE TABLE recipes (id BIGINT PRIMARY KEY);"
                + " CREATE TABLE steps (id BIGINT PRIMARY KEY, recipe_id BIGINT, KEY (recipe_id))");
    }

    private static FaultCode codeOf(JdbcSession session) {
        return catchThrowableOfType(FaultException.class, () -> ask(session, "SELECT 1"))
                .fault()
                .code();
    }

    private static String ask(JdbcSession session, String question) {
        return session.transact(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(question)) {
                row.next();
                return row.getString(1);
            }
        });
    }

    @Test
    void anAnswerIsWaitedForLongerThanAConnection() throws SQLException {
        try (var session = session(database.url(), () -> new Credentials(user, "old"))) {
            assertThat(session.<Integer>transact(connection -> connection.getNetworkTimeout()))
                    .isEqualTo((int) ANSWER.toMillis());
        }
    }

    @Test
    void aServerThatTakesTheConnectionAndSaysNothingIsGivenUpInTime() throws IOException {
        try (var mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            expectUnreachable("127.0.0.1:" + mute.getLocalPort());
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:1", "nobody.invalid:3306"})
    void aHostThatIsNotThereIsToldInOneLineInTime(String place) {
        expectUnreachable(place);
    }

    private void expectUnreachable(String place) {
        var url = "jdbc:mysql://" + place + "/recipes";
        var began = Instant.now();
        var fault = faultOf(url + "?tcpKeepAlive=true", () -> new Credentials(user, ODD));
        assertThat(Duration.between(began, Instant.now())).isLessThan(SOON);
        assertThat(fault.code()).isEqualTo(FaultCode.CANNOT_CONNECT);
        assertThat(fault.reason())
                .startsWith("the database cannot be reached at " + url + ": ")
                .hasLineCount(1)
                .doesNotContain(ODD);
    }

    private Fault faultOf(String url, Credentials.Source credentials) {
        try (var session = session(url, credentials)) {
            return catchThrowableOfType(FaultException.class, () -> session.transact(connection -> 1))
                    .fault();
        }
    }

    private Credentials.Source rotatedTo(String password) {
        return new Credentials.Source() {
            @Override
            public Credentials current() {
                return new Credentials(user, "outdated");
            }

            @Override
            public Optional<Credentials> insteadOf(Credentials credentials) {
                refused.add(credentials);
                return Optional.of(new Credentials(user, password));
            }
        };
    }

    private JdbcSession session(RelationGraph graph) {
        return new JdbcSession(
                new JdbcSession.Target(database.url(), CONNECT, ANSWER, Duration.ofSeconds(1)),
                () -> new Credentials(user, "old"),
                new LiveSchema(graph),
                () -> Instant.EPOCH.plus(clock.get()));
    }

    private static JdbcSession session(String url, Credentials.Source credentials) {
        return new JdbcSession(
                new JdbcSession.Target(url, CONNECT, ANSWER, Duration.ofSeconds(1)),
                credentials,
                new LiveSchema(new RelationGraph(List.of(), Optional.empty(), List.of())),
                InstantSource.system());
    }
}
