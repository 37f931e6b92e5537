package dev.afterdelete.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@OnEveryServer
@NotOnVitess("its databases are keyspaces, which are not dropped")
class LocalDatabaseIT {
    private final LocalDatabase database;

    LocalDatabaseIT(LocalDatabase database) {
        this.database = database;
    }

    @Test
    void itKeepsTextOutsideTheBasicPlane() throws Exception {
        database.run("""
                CREATE TABLE dishes (id INT PRIMARY KEY, name VARCHAR(20));
                INSERT INTO dishes VALUES (1, 'Käse 🧀');
                """);
        assertThat(textOf("SELECT name FROM dishes WHERE name = 'Käse 🧀'")).isEqualTo("Käse 🧀");
    }

    @Test
    void aTestFindsNothingOfAnother() throws Exception {
        assertThat(textOf("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"))
                .isEqualTo("0");
    }

    @Test
    void aFailingStatementOfAScriptIsReported() throws Exception {
        assertThatThrownBy(
                        () -> database.run("CREATE TABLE a (id INT); SELECT * FROM missing; CREATE TABLE b (id INT);"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("missing");
        assertThat(textOf("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"))
                .isEqualTo("1");
    }

    @Test
    void valuesThatDoNotFitAreRefusedAsMySqlDoes() throws Exception {
        database.run("CREATE TABLE short (name VARCHAR(3))");
        assertThatThrownBy(() -> database.run("INSERT INTO short VALUES ('four')"))
                .isInstanceOf(SQLException.class);
    }

    private String textOf(String query) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
