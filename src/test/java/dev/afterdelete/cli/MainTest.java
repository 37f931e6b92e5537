package dev.afterdelete.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void planSaysWhatFollowsAsTheReadmeShowsIt() throws Exception {
        assertThat(run("plan", "recipes")).isZero();
        assertThat(Files.readString(Path.of("README.md"))).contains("<!-- plan -->\n```\n" + out + "```\n");
    }

    @Test
    void planGoesDownToTheDeepestLevelFirst(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("relations.yaml"), """
                version: 1
                relations:
                  - { child: steps.recipe_id, parent: recipes.id, onDelete: cascade }
                  - { child: photos.subject_id, parent: steps.id, onDelete: cascade, where: { subject_type: Step } }
                """);
        assertThat(run("plan", "recipes", "--relations", file.toString())).isZero();
        assertThat(out.toString()).isEqualTo("""
                        When a row of recipes is deleted:
                          1.     photos  delete where subject_id refers to steps and subject_type = 'Step'
                          2.   steps     delete where recipe_id refers to recipes
                          3. recipes     delete the row itself, last
                        """);
    }

    @Test
    void everyMistakeOfADeclarationIsPrintedAndNothingRuns(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("relations.yaml"), "version: 2\nrelatoins: []\n");
        assertThat(run("plan", "recipes", "--relations", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("3 mistakes", "relations");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void anUndeclaredTableIsAnError() {
        assertThat(run("plan", "recipies")).isEqualTo(2);
        assertThat(err.toString()).contains("UNKNOWN_TABLE").contains("recipies");
    }

    @Test
    void withoutACommandTheUsageIsShown() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: afterdelete").contains("sweep");
    }

    @Test
    void schemaPrintsTheDdlThatIsBundled() throws Exception {
        assertThat(run("schema")).isZero();
        assertThat(out.toString()).isEqualTo(Files.readString(Path.of("src/main/resources/afterdelete.sql")));
    }

    @Test
    void aSettingThatCannotBeUsedIsNamedAndNothingRuns() {
        assertThat(run("sweep")).isEqualTo(2);
        assertThat(err.toString()).contains("AFTERDELETE_DB_URL");
    }

    @Test
    void anOptionStandsInPlaceOfTheEnvironment() {
        assertThat(run("check", "--db-url", "jdbc:postgresql://h/d")).isEqualTo(2);
        assertThat(err.toString()).contains("was no URL that begins with jdbc:mysql");
    }

    @Test
    void noHelpShowsAVariableThatNothingReplaced() {
        assertThat(helpsOf(new CommandLine(new Main(Map.of()))))
                .hasSizeGreaterThan(10)
                .allSatisfy(help -> assertThat(help).doesNotContain("$"));
    }

    private static List<String> helpsOf(CommandLine command) {
        return Stream.concat(
                        Stream.of(command.getUsageMessage()),
                        command.getSubcommands().values().stream().flatMap(inner -> helpsOf(inner).stream()))
                .toList();
    }

    @Test
    void aTimeThatCannotBeReadIsToldWithAnExample() {
        assertThat(run("sweep", "--for", "1h")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--for", "expected an ISO-8601 duration such as PT1H, was \"1h\"")
                .doesNotContain("java.time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orphans", "sweep"})
    void aCommandThatIsToWorkForNoTimeDoesNotRun(String command) {
        for (var time : List.of("PT0S", "-PT1S")) {
            assertThat(run(command, "--for=" + time)).isEqualTo(2);
            assertThat(err.toString()).contains("--for: expected more than PT0S");
            err.getBuffer().setLength(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "P8D"})
    void orphansAreConfirmedWithinTheRangeOfTheSetting(String time) {
        assertThat(run("orphans", "--confirm-after", time)).isEqualTo(2);
        assertThat(err.toString()).contains("expected PT1S to P7D");
    }

    @Test
    void aFailureWithoutAMessageIsToldByItsName() {
        var broken = new PrintWriter(out) {
            @Override
            public void write(String text, int from, int length) {
                throw new UnsupportedOperationException();
            }
        };
        assertThat(Main.run(Map.of(), broken, new PrintWriter(err, true), "schema"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("UnsupportedOperationException");
    }

    private int run(String... arguments) {
        return Main.run(Map.of(), new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
