package dev.afterdelete.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterdelete.observe.EmittedMetrics;
import dev.afterdelete.observe.InvocationMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Holds what rings and what is seen against what the code really writes. */
class SightTest {
    private static final CloudFormationTemplate TEMPLATE = CloudFormationTemplate.read(Path.of("template.yaml"));
    private static final String ALARM = "AWS::CloudWatch::Alarm";
    private static final String DASHBOARD = "AWS::CloudWatch::Dashboard";
    private static final Pattern REPLACED = Pattern.compile("\\$\\{(?!!)([^}]+)}");

    @Test
    void everyAlarmOnAMetricOfOursFindsItWhereTheCodePutsIt() {
        assertThat(astray(TEMPLATE)).isEmpty();
        assertThat(astray(TEMPLATE.with("MetricName: BacklogStuck", "MetricName: BacklogStucked")))
                .containsExactly("StuckDebtsAlarm");
        assertThat(astray(TEMPLATE.with(
                        "MetricName: BacklogRefused\n      Dimensions:\n        - { Name: Function,",
                        "MetricName: BacklogRefused\n      Dimensions:\n        - { Name: FunctionName,")))
                .containsExactly("RefusedDebtsAlarm");
    }

    @Test
    void everyAlarmSaysWhatItMeansWhomItTellsAndWhatSilenceIs() {
        assertThat(TEMPLATE.resources(ALARM)).isNotEmpty().allSatisfy(alarm -> {
            var properties = TEMPLATE.mapAt("Resources", alarm, "Properties");
            var told = Map.of(
                    "Fn::If",
                    List.of(
                            "HasAlarmTopic",
                            List.of(TemplateRules.ref("AlarmTopicArn")),
                            TemplateRules.ref("AWS::NoValue")));
            assertThat(properties.get("AlarmDescription").toString()).endsWith(".");
            assertThat(properties.get("AlarmActions")).isEqualTo(told);
            assertThat(properties.get("OKActions")).isEqualTo(told);
            assertThat(properties.get("TreatMissingData"))
                    .isIn(
                            "notBreaching",
                            "ignore",
                            Map.of("Fn::If", List.of("IsSweeping", "breaching", "notBreaching")));
        });
    }

    @Test
    void everyAlarmIsOnTheDashboardAndInTheDocument() throws IOException {
        var document = Files.readString(Path.of("docs/operations.md"));
        var shown = dashboards()
                .flatMap(dashboard -> StreamSupport.stream(
                        dashboard.at("/widgets/0/properties/alarms").spliterator(), false))
                .map(JsonNode::asText)
                .toList();
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(TEMPLATE.resources(ALARM).stream()
                        .map(alarm -> alarm + ".Arn")
                        .toList());
        assertThat(TEMPLATE.resources(ALARM))
                .allSatisfy(alarm -> assertThat(document).contains("### " + alarm + "\n"));
    }

    @Test
    void everyMetricOnTheDashboardIsOneThatTheCodeWrites() {
        var shown = metrics().filter(metric -> ours(metric.get(0).asText())).toList();
        assertThat(shown).isNotEmpty().allSatisfy(metric -> {
            assertThat(EmittedMetrics.names()).contains(metric.get(1).asText());
            assertThat(EmittedMetrics.dimensions())
                    .containsExactly(metric.get(2).asText());
            assertThat(TEMPLATE.resources("AWS::Serverless::Function"))
                    .contains(metric.get(3).asText());
        });
    }

    @Test
    void everySearchOnTheDashboardFindsMetricsThatTheCodeWrites() {
        var searches =
                metrics().filter(metric -> metric.get(0).has("expression")).toList();
        assertThat(searches).isNotEmpty().allSatisfy(metric -> {
            var search =
                    MetricSearch.parse(metric.get(0).get("expression").asText()).orElseThrow();
            assertThat(search.namespace()).isEqualTo(InvocationMetrics.NAMESPACE);
            assertThat(EmittedMetrics.dimensions()).containsExactly(search.dimension());
            assertThat(TEMPLATE.resources("AWS::Serverless::Function")).containsAll(search.values());
            assertThat(search.found(EmittedMetrics.names()))
                    .isNotEmpty()
                    .containsExactlyElementsOf(EmittedMetrics.names().stream()
                            .filter(name -> name.startsWith(search.metric() + "."))
                            .toList());
        });
    }

    @Test
    void everyFunctionIsSearchedForRowsForWhatHoldsItBackAndForWhatItRefuses() {
        var searched = metrics()
                .filter(metric -> metric.get(0).has("expression"))
                .map(metric -> MetricSearch.parse(
                                metric.get(0).get("expression").asText())
                        .orElseThrow())
                .toList();
        for (var metric : List.of("RowsDeleted", "HeldBackMillis", "Refused")) {
            assertThat(searched.stream()
                            .filter(search -> search.metric().equals(metric))
                            .flatMap(search -> search.values().stream()))
                    .containsExactlyInAnyOrderElementsOf(TEMPLATE.resources("AWS::Serverless::Function"));
        }
    }

    @Test
    void aDashboardIsNamedAfterItsRegionToo() {
        assertThat(TEMPLATE.resources(DASHBOARD))
                .isNotEmpty()
                .allSatisfy(dashboard -> assertThat(
                                TEMPLATE.at("Resources", dashboard, "Properties", "DashboardName", "Fn::Sub"))
                        .hasValueSatisfying(
                                name -> assertThat(name.toString()).startsWith("${AWS::StackName}-${AWS::Region}")));
        assertThat(TEMPLATE.at("Outputs", "DashboardUrl", "Value", "Fn::Sub"))
                .hasValueSatisfying(
                        url -> assertThat(url.toString()).endsWith("name=${AWS::StackName}-${AWS::Region}"));
    }

    @Test
    void aDashboardNamesOnlyWhatTheTemplateHas() {
        assertThat(TEMPLATE.resources(DASHBOARD)).isNotEmpty().allSatisfy(dashboard -> {
            var known = Stream.of(TEMPLATE.mapAt("Resources"), TEMPLATE.mapAt("Parameters"), substitutes(dashboard))
                    .flatMap(map -> map.keySet().stream().map(Object::toString))
                    .toList();
            assertThat(REPLACED.matcher(body(dashboard))
                            .results()
                            .map(name -> name.group(1))
                            .filter(name -> !name.contains("::")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(known).contains(name.split("\\.")[0]));
        });
    }

    @Test
    void onlyTheDashboardOfRabbitMqNamesWhatIsNotAlwaysThere() {
        assertThat(TEMPLATE.resources(DASHBOARD)).allSatisfy(dashboard -> {
            var condition = TEMPLATE.at("Resources", dashboard, "Condition");
            assertThat(body(dashboard).contains("${RabbitMq")).isEqualTo(condition.isPresent());
        });
    }

    @Test
    void aNewVersionGoesBackWhenOneOfTheseRings() {
        var alarms = TEMPLATE.listAt("Globals", "Function", "DeploymentPreference", "Alarms").stream()
                .map(SightTest::alarmMeant)
                .toList();
        assertThat(TEMPLATE.resources(ALARM)).containsAll(alarms);
        assertThat(Set.copyOf(alarms)).hasSameSizeAs(alarms).isNotEmpty();
    }

    /** The alarm that is referred to, or that has this name. */
    private static String alarmMeant(Object reference) {
        return TEMPLATE.resources(ALARM).stream()
                .filter(alarm -> TemplateRules.ref(alarm).equals(reference)
                        || TEMPLATE.at("Resources", alarm, "Properties", "AlarmName")
                                .equals(Optional.of(reference)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onlyInProdATakeOverIsGradualAndThereItCanBeSwitchedOff() {
        assertThat(TEMPLATE.at("Globals", "Function", "DeploymentPreference", "Enabled"))
                .contains(Map.of(
                        "Fn::FindInMap",
                        List.of("Gradually", TemplateRules.ref("Rollout"), TemplateRules.ref("Stage"))));
        assertThat(TEMPLATE.mapAt("Mappings", "Gradually"))
                .isEqualTo(Map.of(
                        "gradual", Map.of("dev", false, "staging", false, "prod", true),
                        "at-once", Map.of("dev", false, "staging", false, "prod", false)));
    }

    /** Alarms on metrics of ours that the code does not write, or not with these dimensions. */
    private static List<String> astray(CloudFormationTemplate template) {
        return template.resources(ALARM).stream()
                .filter(alarm -> template.at("Resources", alarm, "Properties", "Namespace")
                        .equals(Optional.of(InvocationMetrics.NAMESPACE)))
                .filter(alarm -> !isWritten(template.mapAt("Resources", alarm, "Properties")))
                .toList();
    }

    private static boolean isWritten(Map<?, ?> alarm) {
        var dimensions = ((List<?>) alarm.get("Dimensions"))
                .stream().map(dimension -> ((Map<?, ?>) dimension).get("Name")).toList();
        return EmittedMetrics.names().contains(alarm.get("MetricName"))
                && dimensions.equals(EmittedMetrics.dimensions());
    }

    private static boolean ours(String namespace) {
        return namespace.equals(InvocationMetrics.NAMESPACE);
    }

    private static Stream<JsonNode> metrics() {
        return dashboards()
                .flatMap(dashboard ->
                        StreamSupport.stream(dashboard.get("widgets").spliterator(), false))
                .flatMap(widget ->
                        StreamSupport.stream(widget.at("/properties/metrics").spliterator(), false));
    }

    /** The dashboards with the names of resources in place of what they stand for. */
    private static Stream<JsonNode> dashboards() {
        return TEMPLATE.resources(DASHBOARD).stream()
                .map(dashboard -> json(REPLACED.matcher(body(dashboard)).replaceAll("$1")));
    }

    private static String body(String dashboard) {
        return switch (substituted(dashboard)) {
            case List<?> bodyAndSubstitutes -> bodyAndSubstitutes.getFirst().toString();
            case Object body -> body.toString();
        };
    }

    private static Map<?, ?> substitutes(String dashboard) {
        return substituted(dashboard) instanceof List<?> bodyAndSubstitutes
                ? (Map<?, ?>) bodyAndSubstitutes.getLast()
                : Map.of();
    }

    private static Object substituted(String dashboard) {
        return TEMPLATE.at("Resources", dashboard, "Properties", "DashboardBody", "Fn::Sub")
                .orElseThrow();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
