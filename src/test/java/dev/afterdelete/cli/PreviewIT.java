package dev.afterdelete.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything runs as a user that may SELECT and nothing else. */
@OnEveryServer
@NotOnVitess("its parser has no CREATE USER")
class PreviewIT {
    private static final String RELATIONS = """
            version: 1
            relations:
              - { child: orders.customer_id, parent: customers, onDelete: cascade }
              - { child: order_lines.order_id, parent: orders, onDelete: cascade }
              - { child: orders.replaces, parent: orders, onDelete: set_null }
              - { child: parcels.line_id, parent: order_lines, onDelete: set_default, default: 1 }
              - { child: invoices.order_id, parent: orders, onDelete: restrict }
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final LocalDatabase database;
    private final Path file;
    private final String reader;

    PreviewIT(LocalDatabase database, @TempDir Path directory) throws IOException {
        this.database = database;
        this.file = Files.writeString(directory.resolve("relations.yaml"), RELATIONS);
        this.reader = "r_" + database.name();
    }

    @BeforeEach
    void load() throws SQLException {
        database.run("""
                CREATE TABLE customers (id INT PRIMARY KEY);
                CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT, replaces INT, KEY (customer_id), KEY (replaces));
                CREATE TABLE order_lines (id INT PRIMARY KEY, order_id INT, KEY (order_id));
                CREATE TABLE parcels (id INT PRIMARY KEY, line_id INT, KEY (line_id));
                CREATE TABLE invoices (id INT PRIMARY KEY, order_id INT, KEY (order_id));
                INSERT INTO customers VALUES (1), (2), (3);
                INSERT INTO orders VALUES (10, 1, NULL), (11, 1, 10), (12, 2, NULL), (20, 3, 10);
                INSERT INTO order_lines VALUES (100, 10), (101, 10), (102, 11), (103, 12);
                INSERT INTO parcels VALUES (1000, 100), (1001, 100), (1002, 103);
                INSERT INTO invoices VALUES (7, 12), (8, 12), (9, 20);
                CREATE USER %1$s@'%%' IDENTIFIED BY 'r3ad-0nly'; GRANT SELECT ON %2$s.* TO %1$s@'%%'
                """.formatted(reader, database.name()));
    }

    @AfterEach
    void dropUser() throws SQLException {
        database.run("DROP USER %s@'%%'".formatted(reader));
    }

    @Test
    void rowThatNothingRestrictsIsCountedByTableAndFate() {
        assertThat(preview("customers", "1")).isZero();
        assertThat(out.toString()).isEqualTo("""
                        Deleting 1 row of customers would touch:
                          deleted                 1  customers
                          deleted                 2  orders
                          deleted                 3  order_lines
                          set default             2  parcels
                          set null                1  orders
                                                  9  in all
                        """);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void rowsThatRestrictAreNamedAndTheExitCodeSaysSo() {
        assertThat(preview("customers", "1", "2", "99")).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("""
                        Deleting 3 rows of customers would be refused, because of rows that stay:
                          2 of invoices where order_id refers to orders: 7; 8
                        Without them it would touch:
                          deleted                 2  customers
                        """)
                .endsWith("1 of the rows named are not there; what still refers to them counts.\n");
    }

    @Test
    void machinesGetJson() throws IOException {
        assertThat(preview("customers", "2", "--json")).isEqualTo(1);
        var json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("refused").asBoolean()).isTrue();
        assertThat(json.at("/restricting/0/first").toString()).isEqualTo("[\"7\",\"8\"]");
        assertThat(json.at("/touched/0").toString())
                .isEqualTo("{\"table\":\"customers\",\"fate\":\"deleted\",\"rows\":1}");
    }

    @Test
    void theUserMayReallyNotWrite() {
        var settings = settings();
        assertThat(Main.run(settings, new PrintWriter(out, true), new PrintWriter(err, true), "schema", "--apply"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("ACCESS_DENIED");
    }

    private int preview(String... arguments) {
        var all = new String[arguments.length + 3];
        all[0] = "preview";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--relations";
        all[arguments.length + 2] = file.toString();
        return Main.run(settings(), new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    private Map<String, String> settings() {
        return Map.of(
                "AFTERDELETE_DB_URL",
                database.url(),
                "AFTERDELETE_DB_USER",
                reader,
                "AFTERDELETE_DB_PASSWORD",
                "r3ad-0nly");
    }
}
