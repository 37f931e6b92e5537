package dev.afterdelete.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "plan-customers.txt, plan customers",
        "plan-customer-7.txt, plan customers 7",
        "plan-orders.txt, plan orders",
        "plan-notes.txt, plan notes",
        "plan-logins.txt, plan logins",
        "plan-customers.sql, plan customers --sql",
        "plan-order-7.sql, 'plan orders 3,7 --sql'",
        "plan-customers.json, plan customers --json",
        "plan-order-7.json, 'plan orders 3,7 --sql --json'",
        "graph.mmd, graph",
        "graph.json, graph --json"
    })
    void printsWhatIsInTheFile(String file, String arguments) throws IOException {
        assertThat(run((arguments + " --relations " + GoldenFile.path("shop.yaml")).split(" ")))
                .isZero();
        GoldenFile.requireSame(file, out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan customers --json", "plan orders 3,7 --sql --json", "graph --json"})
    void jsonIsJson(String arguments) throws IOException {
        assertThat(run((arguments + " --relations " + GoldenFile.path("shop.yaml")).split(" ")))
                .isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).isObject()).isTrue();
    }

    @Test
    void keyThatIsNoneIsRefusedWithoutRepeatingIt() {
        assertThat(run("plan", "recipes", "123abc")).isEqualTo(2);
        assertThat(err.toString()).contains("INVALID_KEY", "recipes.id").doesNotContain("123abc");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void misspeltTableComesWithTheNearestKnownOne() {
        assertThat(run("plan", "recipies")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean \"recipes\"?");
    }

    @Test
    void whatIsUndecidedCannotBePlanned(@TempDir Path directory) throws IOException {
        var file = Files.writeString(
                directory.resolve("relations.yaml"),
                "version: 1\nrelations: [{ child: a.b_id, parent: b, onDelete: undecided }]\n");
        assertThat(run("plan", "b", "--relations", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("a.b_id is undecided");
    }

    /** Without it, ten tables on each of twenty levels would be printed 10 to the power of 20 times. */
    @Test
    void everyStageStandsOnceHoweverManyPathsLeadToIt(@TempDir Path directory) throws IOException {
        var relations = IntStream.range(0, 1_900)
                .mapToObj(number -> "  - { child: t%d.p%d, parent: t%d, onDelete: cascade }\n"
                        .formatted(
                                10 + number / 100 * 10 + number % 10,
                                number / 10 % 10,
                                number / 100 * 10 + number / 10 % 10))
                .collect(Collectors.joining("", "version: 1\nrelations:\n", ""));
        var file = Files.writeString(directory.resolve("relations.yaml"), relations);

        assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(run("plan", "t0", "--relations", file.toString()))
                        .isZero());
        assertThat(out.toString().lines().count()).isEqualTo(1 + 10 + 18 * 100 + 1);
    }

    private int run(String... arguments) {
        return Main.run(Map.of(), new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
