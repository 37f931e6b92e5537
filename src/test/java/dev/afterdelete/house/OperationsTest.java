package dev.afterdelete.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what {@code docs/operations.md} tells an operator to type against the template's outputs. */
class OperationsTest {
    private static final CloudFormationTemplate TEMPLATE = CloudFormationTemplate.read(Path.of("template.yaml"));
    private static final Path DOCUMENT = Path.of("docs/operations.md");
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z][a-z]\\w+)");
    private static final Pattern PRICED =
            Pattern.compile("(?m)^\\| (?!\\*)([^|]+) \\| [^|]+ \\| [^|]+ \\| ([0-9.]+) \\|$");
    private static final int LONGEST_QUEUE_NAME = 80;

    @Test
    void everyVariableIsAnOutput() throws IOException {
        assertThat(VARIABLE.matcher(Files.readString(DOCUMENT)).results().map(name -> name.group(1)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(TEMPLATE.mapAt("Outputs").containsKey(name))
                        .as(name)
                        .isTrue());
    }

    @Test
    void oneCommandSetsEveryOutputAsAVariable() throws Exception {
        var outputs = TEMPLATE.mapAt("Outputs").keySet().stream()
                .map(Object::toString)
                .toList();
        var told = outputs.stream()
                .map(name -> name + "\tvalue of '" + name + "' $HOME")
                .collect(Collectors.joining("\n"));
        var script = "aws() { printf '%s\\n' \"$TOLD\"; }\n"
                + fenced("outputs")
                + outputs.stream()
                        .map(name -> "printf '%s\\n' \"$" + name + "\"\n")
                        .collect(Collectors.joining());
        var bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).redirectErrorStream(true);
        bash.environment().put("TOLD", told);
        var process = bash.start();
        try (var lines = process.inputReader()) {
            assertThat(lines.lines())
                    .containsExactlyElementsOf(outputs.stream()
                            .map(name -> "value of '" + name + "' $HOME")
                            .toList());
        }
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void whoPullsTheKillSwitchStopsEveryFunctionAndEveryMapping() throws IOException {
        assertThat(outputsThatEndWith("FunctionName")).hasSize(4);
        assertThat(outputsThatEndWith("EventSourceMappingId")).hasSize(2);
        var killSwitch = section("### Kill switch");
        assertThat(outputsThatEndWith("FunctionName"))
                .allSatisfy(name -> assertThat(killSwitch).containsPattern("\\$" + name + "\\b"));
        for (var text : List.of(killSwitch, section("## Pausing").replace(killSwitch, ""))) {
            assertThat(outputsThatEndWith("EventSourceMappingId"))
                    .allSatisfy(name -> assertThat(text).contains("$" + name));
        }
        assertThat(outputsThatEndWith("FunctionName")).hasSameSizeAs(TEMPLATE.resources("AWS::Serverless::Function"));
    }

    @Test
    void whoComparesWhatIsCalledLooksAtEveryFunction() throws IOException {
        var text = section("## Changing a setting");
        assertThat(outputsThatEndWith("FunctionName"))
                .allSatisfy(name -> assertThat(text).contains("$" + name));
    }

    /** Lambda writes a time-out as a text or, in JSON, as a status. */
    @Test
    void whoLooksForATimeOutFindsItInEitherFormat() throws IOException {
        assertThat(Files.readString(DOCUMENT)
                        .lines()
                        .filter(line -> line.contains("--filter-pattern") && line.contains("timed out")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("?timeout ?\"timed out\""));
    }

    @Test
    void theCostsAddUp() throws IOException {
        var text = section("## What it costs");
        var prices = PRICED.matcher(text)
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> new BigDecimal(row.group(2))));
        assertThat(text).contains("*" + sum(prices.values().stream()) + "*");
        assertThat(prices).containsKeys("SQS requests", "Lambda, consumer");
        var ofTheConsumersLog = new BigDecimal("0.01");
        assertThat(text)
                .contains("it is "
                        + sum(Stream.of(prices.get("SQS requests"), prices.get("Lambda, consumer"), ofTheConsumersLog))
                        + ".");
        var alarms = TEMPLATE.resources("AWS::CloudWatch::Alarm").stream()
                .filter(alarm -> TEMPLATE.at("Resources", alarm, "Condition").isEmpty())
                .count();
        assertThat(text).contains(alarms + " alarms");
    }

    @Test
    void theLongestNameOfAStackIsSaidWhereItIsChosen() throws IOException {
        var longestSuffix = TEMPLATE.resources("AWS::SQS::Queue").stream()
                .map(queue -> TEMPLATE.at("Resources", queue, "Properties", "QueueName", "Fn::Sub")
                        .orElseThrow()
                        .toString()
                        .replace("${AWS::StackName}", "")
                        .length())
                .max(Integer::compare)
                .orElseThrow();
        var said = "at most " + (LONGEST_QUEUE_NAME - longestSuffix) + " characters";
        assertThat(TEMPLATE.at("Description").orElseThrow().toString()).contains(said);
        assertThat(Files.readString(Path.of("README.md"))).contains(said);
        assertThat(Files.readString(Path.of("samconfig.toml"))).contains(said);
    }

    @Test
    void whatIsOnAQueueOrInALogOutlivesBeingReplacedAndGoesWithTheStack() {
        assertThat(Stream.of("AWS::SQS::Queue", "AWS::Logs::LogGroup")
                        .flatMap(type -> TEMPLATE.resources(type).stream()))
                .hasSize(8)
                .allSatisfy(resource -> {
                    assertThat(TEMPLATE.at("Resources", resource, "UpdateReplacePolicy"))
                            .as(resource)
                            .contains("Retain");
                    assertThat(TEMPLATE.at("Resources", resource, "DeletionPolicy"))
                            .as(resource)
                            .contains("Delete");
                });
    }

    @Test
    void onlyTheConsumersDeadLetterQueueTakesWhatAQueueGivesUp() {
        assertThat(TEMPLATE.at("Resources", "SweepDeadLetterQueue", "Properties", "RedriveAllowPolicy"))
                .isEqualTo(Optional.of(Map.of("redrivePermission", "denyAll")));
        assertThat(TEMPLATE.at("Resources", "DeadLetterQueue", "Properties", "RedriveAllowPolicy", "redrivePermission"))
                .contains("byQueue");
    }

    private static List<String> outputsThatEndWith(String end) {
        return TEMPLATE.mapAt("Outputs").keySet().stream()
                .map(Object::toString)
                .filter(name -> name.endsWith(end))
                .toList();
    }

    private static BigDecimal sum(Stream<BigDecimal> prices) {
        return prices.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** From a heading to the next one of its level or above. */
    private static String section(String heading) throws IOException {
        var text = Files.readString(DOCUMENT);
        var start = text.indexOf("\n" + heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        var level = heading.indexOf(' ');
        var next = Pattern.compile("(?m)^#{1," + level + "} ").matcher(text.substring(start + heading.length() + 1));
        return next.find() ? text.substring(start, start + heading.length() + 1 + next.start()) : text.substring(start);
    }

    private static String fenced(String marker) throws IOException {
        return Pattern.compile("<!-- " + marker + " -->\\R```sh\\R(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(MatchResult::group)
                .map(block -> block.replaceAll("(?s).*```sh\\R(.*)```", "$1"))
                .findFirst()
                .orElseThrow();
    }
}
