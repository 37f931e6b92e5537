package dev.afterdelete.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The ladder of times: whoever waits for another waits longer than that one takes. Every rung is derived from the
 * template's parameters, at the ends of their ranges, and from the defaults of the settings.
 */
class TimeLadderTest {
    private static final CloudFormationTemplate TEMPLATE = CloudFormationTemplate.read(Path.of("template.yaml"));
    private static final Settings DEFAULTS = Settings.from(Map.of(
            "AFTERDELETE_DB_URL", "jdbc:mysql://h/d", "AFTERDELETE_DB_USER", "u", "AFTERDELETE_DB_PASSWORD", "p"));

    /** Of the rests of {@code RabbitMqTopology}, {@code NAME.rest-300s}. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);

    private static final Duration API_TIMEOUT = seconds("Resources", "ApiFunction", "Properties", "Timeout");
    private static final Duration SHORTEST =
            functionTimeouts().stream().reduce(API_TIMEOUT, (one, other) -> one.compareTo(other) < 0 ? one : other);

    @Test
    void anAnswerOfTheDatabaseIsGivenUpBeforeTheFunctionIs() {
        assertThat(DEFAULTS.database().connectTimeout()).isLessThan(SHORTEST);
        assertThat(DEFAULTS.database().socketTimeout()).isLessThan(SHORTEST);
        assertThat(most("SocketTimeout")).isLessThan(SHORTEST);
        assertThat(most("ConnectTimeout")).isLessThan(SHORTEST);
    }

    @Test
    void aLockIsGivenUpBeforeTheAnswer() {
        assertThat(DEFAULTS.database().lockWaitTimeout())
                .isLessThan(DEFAULTS.database().socketTimeout());
        assertThat(most("LockWaitTimeout")).isLessThan(most("SocketTimeout"));
    }

    @Test
    void theReserveLeavesTimeToBegin() {
        assertThat(DEFAULTS.engine().timeReserve()).isLessThan(SHORTEST);
        assertThat(most("TimeReserve")).isLessThan(SHORTEST);
        assertThat(DEFAULTS.engine().timeReserve())
                .isGreaterThanOrEqualTo(
                        DEFAULTS.engine().targetTime().plus(DEFAULTS.database().lockWaitTimeout()));
    }

    @Test
    void anInlineRequestIsAnsweredBeforeTheFunctionEndsAndTheApiGivesUp() {
        var integration = Duration.ofMillis(TEMPLATE.numberAt(
                "Resources", "ApiFunction", "Properties", "Events", "Row", "Properties", "TimeoutInMillis"));
        assertThat(DEFAULTS.api().inlineBudget()).isLessThan(API_TIMEOUT);
        assertThat(most("InlineBudget")).isLessThan(API_TIMEOUT);
        assertThat(API_TIMEOUT).isLessThan(integration);
    }

    @Test
    void aMessageStaysHiddenForSixFunctionTimeoutsAndTheWindow() {
        for (var timeout : functionTimeouts()) {
            assertThat(visibility(timeout))
                    .isGreaterThanOrEqualTo(timeout.multipliedBy(6).plus(most("BatchWindow")));
        }
    }

    @Test
    void theShortestOutageThatUsesUpTheDeliveriesLastsFourHours() {
        for (var timeout : functionTimeouts()) {
            var deliveries = TEMPLATE.numberAt("Parameters", "MaxReceiveCount", "MinValue");
            assertThat(visibility(timeout).multipliedBy(deliveries)).isGreaterThanOrEqualTo(Duration.ofHours(4));
        }
    }

    @Test
    void patienceEndsBeforeTheDeliveriesDo() {
        assertThat(TEMPLATE.numberAt("Parameters", "RestrictPatience", "MaxValue"))
                .isLessThan(TEMPLATE.numberAt("Parameters", "MaxReceiveCount", "MinValue"));
        assertThat(DEFAULTS.queue().restrictPatience())
                .isLessThan((int) TEMPLATE.numberAt("Parameters", "MaxReceiveCount", "Default"));
    }

    @Test
    void theRelayNeverRestsShorterThanAnInvocationLasts() {
        assertThat(TEMPLATE.at("Globals", "Function", "Environment", "Variables", "AFTERDELETE_RELAY_AFTER"))
                .contains(Map.of("Fn::Sub", "PT${FunctionTimeout}S"));
        var ceiling = Duration.ofMinutes(TEMPLATE.numberAt("Parameters", "RelayCeiling", "MinValue"));
        assertThat(functionTimeouts()).allSatisfy(timeout -> assertThat(timeout).isLessThanOrEqualTo(ceiling));
    }

    @Test
    void aDurationIsAnAlarmOnlyAfterTheReserveShouldHaveEndedIt() {
        for (var timeout : functionTimeouts()) {
            var overdue = Duration.ofMillis(TEMPLATE.numberAt("Mappings", "TimesOf", name(timeout), "OverdueMillis"));
            assertThat(overdue).isLessThan(timeout).isGreaterThan(timeout.minus(least("TimeReserve")));
        }
        var overdue = Duration.ofMillis(TEMPLATE.numberAt("Resources", "ApiDurationAlarm", "Properties", "Threshold"));
        assertThat(overdue).isLessThan(API_TIMEOUT).isGreaterThan(most("InlineBudget"));
    }

    @Test
    void aQuietSystemIsHeardWhereOneDeliveryFailsAndUntilTheNextOneHasNot() {
        for (var alarm : List.of("DatabaseFaultsAlarm", "CleanupErrorsAlarm")) {
            requireOneFailureRingsUntilSilence(alarm);
            for (var timeout : functionTimeouts()) {
                var period = seconds("Resources", alarm, "Properties", "Period");
                var silent = silence(alarm, timeout);
                var untilItFailsAgain =
                        visibility(timeout).plus(most("BatchWindow")).plus(timeout);
                assertThat(silent)
                        .isGreaterThanOrEqualTo(untilItFailsAgain.plus(period))
                        .isLessThan(untilItFailsAgain.plus(period.multipliedBy(3)));
            }
        }
    }

    @Test
    void onRabbitMqAFailureIsHeardUntilItsMessageHasRestedAndFailedAgain() {
        for (var alarm : List.of("RabbitMqFaultsAlarm", "RabbitMqErrorsAlarm")) {
            requireOneFailureRingsUntilSilence(alarm);
            for (var timeout : functionTimeouts()) {
                assertThat(silence(alarm, timeout))
                        .isGreaterThan(LONGEST_REST.plus(most("BatchWindow")).plus(timeout));
            }
        }
    }

    private static void requireOneFailureRingsUntilSilence(String alarm) {
        assertThat(TEMPLATE.numberAt("Resources", alarm, "Properties", "DatapointsToAlarm"))
                .isOne();
        assertThat(TEMPLATE.at("Resources", alarm, "Properties", "EvaluationPeriods"))
                .contains(Map.of(
                        "Fn::FindInMap", List.of("TimesOf", TemplateRules.ref("FunctionTimeout"), "SilentMinutes")));
    }

    /** How long an alarm looks back. */
    private static Duration silence(String alarm, Duration timeout) {
        return seconds("Resources", alarm, "Properties", "Period")
                .multipliedBy(TEMPLATE.numberAt("Mappings", "TimesOf", name(timeout), "SilentMinutes"));
    }

    @Test
    void whereNothingIsDeliveredAgainForMinutesOneFailureRings() {
        assertThat(TEMPLATE.numberAt("Resources", "SweepErrorsAlarm", "Properties", "DatapointsToAlarm"))
                .isOne();
    }

    @Test
    void aSweepIsMissedAfterMoreThanItsRestAndWithinWhatCloudWatchLooksBack() {
        assertThat(TEMPLATE.at("Parameters", "Schedule", "Default")).contains("rate(5 minutes)");
        var period = seconds("Resources", "SweepAbsentAlarm", "Properties", "Period");
        assertThat(period.multipliedBy(TEMPLATE.numberAt("Parameters", "SweepAbsence", "MinValue")))
                .isGreaterThan(Duration.ofMinutes(5).plus(longest(functionTimeouts())));
        assertThat(period.multipliedBy(TEMPLATE.numberAt("Parameters", "SweepAbsence", "MaxValue")))
                .isLessThanOrEqualTo(Duration.ofDays(7));
        for (var periods : List.of("EvaluationPeriods", "DatapointsToAlarm")) {
            assertThat(TEMPLATE.at("Resources", "SweepAbsentAlarm", "Properties", periods))
                    .contains(TemplateRules.ref("SweepAbsence"));
        }
        assertThat(TEMPLATE.at("Resources", "SweepAbsentAlarm", "Properties", "TreatMissingData"))
                .contains(Map.of("Fn::If", List.of("IsSweeping", "breaching", "notBreaching")));
    }

    private static Duration longest(List<Duration> durations) {
        return durations.stream().reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    private static List<Duration> functionTimeouts() {
        return TEMPLATE.listAt("Parameters", "FunctionTimeout", "AllowedValues").stream()
                .map(text -> Duration.ofSeconds(Long.parseLong(text.toString())))
                .toList();
    }

    private static Duration visibility(Duration timeout) {
        return seconds("Mappings", "TimesOf", name(timeout), "VisibilitySeconds");
    }

    private static String name(Duration timeout) {
        return Long.toString(timeout.toSeconds());
    }

    private static Duration least(String parameter) {
        return seconds("Parameters", parameter, "MinValue");
    }

    private static Duration most(String parameter) {
        return seconds("Parameters", parameter, "MaxValue");
    }

    private static Duration seconds(Object... path) {
        return Duration.ofSeconds(TEMPLATE.numberAt(path));
    }
}
