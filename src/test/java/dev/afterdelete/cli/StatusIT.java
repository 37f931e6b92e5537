package dev.afterdelete.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryServer
class StatusIT {
    private final StringWriter out = new StringWriter();
    private final LocalDatabase database;

    StatusIT(LocalDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void load() throws SQLException {
        database.runResource("/afterdelete.sql");
        database.runResource("/recipes.sql");
        database.run("INSERT INTO recipes (id, title) VALUES (1, 'Soup'), (2, 'Pie'), (3, 'Stew')");
    }

    @Test
    void anEmptyOutboxIsNothingToDo() {
        assertThat(status()).isZero();
        assertThat(out).hasToString("Nothing is owed, nothing was refused, no row waits for the sweep.%n".formatted());
    }

    @Test
    void whatIsOwedIsToldByTableWithItsAge() throws SQLException {
        owe();
        assertThat(status()).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "owed                1  (no table named), the oldest for 0 s",
                        "owed                2  recipes, the oldest for 2 h 5 min, 1 do not get on",
                        "refused             1  CAP_EXCEEDED",
                        "flagged             2  recipes",
                        "What does not get on was sent again and again: look at the consumer, its log and its dead letters.",
                        "What was refused waits for a decision: afterdelete redrive, and redrive --owed.");
    }

    @Test
    void machinesGetTheSameAsJson() throws SQLException, IOException {
        owe();
        assertThat(status("--json")).isEqualTo(1);
        var json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("owed").asInt()).isEqualTo(3);
        assertThat(json.get("stuck").asInt()).isEqualTo(1);
        assertThat(json.get("oldestSeconds").asInt()).isBetween(7_500, 7_559);
        assertThat(json.at("/tables/1/table").asText()).isEqualTo("recipes");
        assertThat(json.at("/refusedByCode/CAP_EXCEEDED").asInt()).isEqualTo(1);
        assertThat(json.at("/flagged/recipes").asInt()).isEqualTo(2);
    }

    private void owe() throws SQLException {
        database.run("""
                INSERT INTO afterdelete_outbox (message, tries, created_at) VALUES
                  ('{"id":1,"action":"deleted","table":"recipes"}', 6, CURRENT_TIMESTAMP(6) - INTERVAL 7505 SECOND),
                  ('{"id":2,"action":"deleted","table":"recipes"}', 5, CURRENT_TIMESTAMP(6)),
                  ('{"id":3,"action":"deleted"}', 0, CURRENT_TIMESTAMP(6));
                INSERT INTO afterdelete_outbox (message, refused_at, refused_code)
                VALUES ('{"id":4,"action":"deleted"}', CURRENT_TIMESTAMP(6), 'CAP_EXCEEDED');
                UPDATE recipes SET is_deleted = TRUE ORDER BY id LIMIT 2
                """);
    }

    private int status(String... options) {
        var arguments = Stream.concat(Stream.of("status"), Stream.of(options)).toArray(String[]::new);
        return Main.run(
                new HashMap<>(database.settings()),
                new PrintWriter(out, true),
                new PrintWriter(System.err, true),
                arguments);
    }
}
