package dev.afterdelete.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a session sets for itself, whatever the server has. */
@OnEveryServer
class SessionVariablesIT {
    private final LocalDatabase database;

    SessionVariablesIT(LocalDatabase database) {
        this.database = database;
    }

    @Test
    void eachServerTakesThem() {
        assertThat(ask("SELECT @@sql_mode")).isEqualTo("STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION");
        assertThat(ask("SELECT @@innodb_lock_wait_timeout")).isEqualTo("7");
        assertThat(ask("SELECT @@time_zone")).isEqualTo("+00:00");
    }

    @Test
    void aZeroDateMayBeReadAndWritten() throws SQLException {
        database.run("CREATE TABLE pages (id INT PRIMARY KEY, deleted_at DATETIME NULL)");
        try (var session = session()) {
            session.transact(connection -> {
                try (var statement = connection.createStatement()) {
                    return statement.execute("INSERT INTO pages VALUES (1, '0000-00-00 00:00:00')");
                }
            });
        }
        assertThat(ask("SELECT COUNT(*) FROM pages WHERE YEAR(deleted_at) = 0")).isEqualTo("1");
    }

    @Test
    void aServerThatIsSilentIsWaitedForOnceAlsoOverTls() {
        var answer = Duration.ofSeconds(4);
        var began = Instant.now();
        try (var session = session(database.url() + "?sslMode=PREFERRED", answer)) {
            assertThatExceptionOfType(FaultException.class)
                    .isThrownBy(() -> session.transact(
                            connection -> connection.createStatement().execute("SELECT SLEEP(30)")));
        }
        assertThat(Duration.between(began, Instant.now()))
                .isBetween(answer, answer.multipliedBy(2).minusMillis(500));
    }

    private String ask(String question) {
        try (var session = session()) {
            return session.transact(connection -> {
                try (var statement = connection.createStatement();
                        var row = statement.executeQuery(question)) {
                    row.next();
                    return row.getString(1);
                }
            });
        }
    }

    private JdbcSession session() {
        return session(database.url(), Duration.ofSeconds(20));
    }

    private JdbcSession session(String url, Duration answer) {
        return new JdbcSession(
                new JdbcSession.Target(url, Duration.ofSeconds(3), answer, Duration.ofSeconds(7)),
                () -> new Credentials(
                        database.server().user(), database.server().password()),
                new LiveSchema(new RelationGraph(List.of(), Optional.empty(), List.of())),
                InstantSource.system());
    }
}
