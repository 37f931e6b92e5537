package dev.afterdelete.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code samconfig.toml}, and the commands that the documents give, against each other and the template. */
class SamConfigTest {
    private static final CloudFormationTemplate TEMPLATE = CloudFormationTemplate.read(Path.of("template.yaml"));
    private static final Pattern SECTION = Pattern.compile("(?m)^\\[(\\w+)\\.(\\w+)\\.parameters]$");
    private static final Pattern OVERRIDES = Pattern.compile("parameter_overrides = \\[(.*?)]", Pattern.DOTALL);
    private static final Pattern OVERRIDE = Pattern.compile("\"(\\w+)=([^\"]*)\"");
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|`|&& )sam deploy[^#`\\n]*");
    private static final Map<String, String> STAGES = Map.of("default", "dev", "staging", "staging", "prod", "prod");

    @Test
    void everyStageIsDeployedAsItselfAndNamesItsRelease() {
        assertThat(sections()).containsKeys("default.deploy", "staging.deploy", "prod.deploy");
        sections("deploy").forEach((section, text) -> {
            var stage = STAGES.get(section.replace(".deploy", ""));
            assertThat(overrides(text))
                    .as(section)
                    .containsEntry("Stage", stage)
                    .containsKey("Release");
            assertThat(text).contains("\"stage=" + stage + "\"");
        });
    }

    @Test
    void whateverGivesParametersGivesAStageAndOnlyWhatTheTemplateTakes() {
        assertThat(TEMPLATE.mapAt("Parameters", "Stage").containsKey("Default")).isFalse();
        assertThat(sections().values().stream().map(SamConfigTest::overrides).filter(given -> !given.isEmpty()))
                .hasSize(5)
                .allSatisfy(given -> {
                    assertThat(given).containsKey("Stage");
                    assertThat(given.keySet())
                            .allMatch(name -> TEMPLATE.mapAt("Parameters").containsKey(name));
                });
    }

    @Test
    void noDocumentDeploysWithAListThatTakesThePlaceOfTheOneInTheFile() throws IOException {
        assertThat(commands("README.md")).hasSizeGreaterThan(2);
        assertThat(commands("docs/operations.md"))
                .hasSizeGreaterThan(2)
                .allSatisfy(command -> assertThat(command).contains("--config-env"));
        assertThat(Stream.concat(commands("README.md").stream(), commands("docs/operations.md").stream()))
                .allSatisfy(command -> assertThat(command).doesNotContain("--parameter-overrides"));
    }

    private static List<String> commands(String document) throws IOException {
        return COMMAND.matcher(Files.readString(Path.of(document)))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static Map<String, String> sections(String command) {
        var chosen = new TreeMap<>(sections());
        chosen.keySet().removeIf(section -> !section.endsWith("." + command));
        return chosen;
    }

    /** The text of each section by STAGE.COMMAND. */
    private static Map<String, String> sections() {
        var text = read("samconfig.toml");
        var starts = SECTION.matcher(text).results().toList();
        var sections = new TreeMap<String, String>();
        for (var i = 0; i < starts.size(); i++) {
            var end = i + 1 < starts.size() ? starts.get(i + 1).start() : text.length();
            var start = starts.get(i);
            sections.put(start.group(1) + "." + start.group(2), text.substring(start.end(), end));
        }
        return sections;
    }

    private static Map<String, String> overrides(String section) {
        var given = new TreeMap<String, String>();
        Optional.of(OVERRIDES.matcher(section))
                .filter(list -> list.find())
                .ifPresent(list -> OVERRIDE.matcher(list.group(1))
                        .results()
                        .forEach(override -> given.put(override.group(1), override.group(2))));
        return given;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }
}
