package dev.afterdelete.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterdelete.config.SettingsException.SettingFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFaultsTest {
    private static final String PREFIX = "AFTERDELETE_";
    private static final String URL = "jdbc:mysql://localhost:3306/recipes";

    @Test
    void everyFaultIsReportedAtOnce() {
        assertThat(thrown(Map.of(
                        "AFTERDELETE_MAXROWS", "10",
                        "AFTERDELETE_MAX_ROWS", "0",
                        "AFTERDELETE_TIME_RESERVE", "5",
                        "AFTERDELETE_DB_PASSWORD", "s3cret")))
                .hasMessage("""
                        5 settings cannot be used
                          AFTERDELETE_DB_URL        is missing; expected a JDBC URL such as jdbc:mysql://HOST:3306/DATABASE
                          AFTERDELETE_DB_USER       is missing; expected the user of AFTERDELETE_DB_PASSWORD
                          AFTERDELETE_MAX_ROWS      expected 1 to 50000 rows, was "0"
                          AFTERDELETE_TIME_RESERVE  expected an ISO-8601 duration such as PT5S, was "5"
                          AFTERDELETE_MAXROWS       is no setting; did you mean AFTERDELETE_MAX_ROWS?""");
    }

    @Test
    void oneFaultIsOneSetting() {
        assertThat(thrown(with("STRATEGY", "inlined")))
                .hasMessage(
                        "1 setting cannot be used\n"
                                + "  AFTERDELETE_STRATEGY  expected one of queue, inline, scheduled, was \"inlined\"; did you mean \"inline\"?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAX_ROWS | 50001         | expected 1 to 50000 rows, was \"50001\"",
                "MAX_ROWS | +5            | expected 1 to 50000 rows, was \"+5\"",
                "MAX_ROWS | 5_000         | expected 1 to 50000 rows, was \"5_000\"",
                "MAX_ROWS | ٥             | expected 1 to 50000 rows, was \"٥\"",
                "MAX_ROWS | ' 5'          | expected 1 to 50000 rows, was \" 5\"",
                "MAX_ROWS | 99999999999999999999 | expected 1 to 50000 rows, was \"99999999999999999999\"",
                "TARGET_TIME | 500        | expected an ISO-8601 duration such as PT5S, was \"500\"",
                "TARGET_TIME | 0.5s       | expected an ISO-8601 duration such as PT5S, was \"0.5s\"",
                "TARGET_TIME | PT0S       | expected PT0.05S to PT10S, was \"PT0S\"",
                "TARGET_TIME | -PT1S      | expected PT0.05S to PT10S, was \"-PT1S\"",
                "TARGET_TIME | PT0.1234S  | expected a multiple of PT0.001S, was \"PT0.1234S\"",
                "TARGET_TIME | PT999999999999999H | expected PT0.05S to PT10S, was \"PT999999999999999H\"",
                "TARGET_TIME | PT9999999999999999999H | expected an ISO-8601 duration such as PT5S, was \"PT9999999999999999999H\"",
                "LOCK_WAIT_TIMEOUT | PT1.5S | expected a multiple of PT1S, was \"PT1.5S\"",
                "STRATEGY | QUEUE         | expected one of queue, inline, scheduled, was \"QUEUE\"; did you mean \"queue\"?",
                "QUEUE_URL | cleanup      | expected the http(s) URL of an SQS queue or amqps://HOST:5671/VHOST?queue=NAME, was \"cleanup\"",
                "QUEUE_URL | arn:aws:sqs:eu-west-1:1:q | expected the http(s) URL of an SQS queue or amqps://HOST:5671/VHOST?queue=NAME, was \"arn:aws:sqs:eu-west-1:1:q\"",
                "QUEUE_URL | https://sqs/ | expected the http(s) URL of an SQS queue or amqps://HOST:5671/VHOST?queue=NAME, was \"https://sqs/\"",
                "QUEUE_URL | https://a b/c | expected the http(s) URL of an SQS queue or amqps://HOST:5671/VHOST?queue=NAME, was \"https://a b/c\"",
                "DB_USER  | 123456789012345678901234567890123 | expected 1 to 32 characters, was \"123456789012345678901234567890123\""
            })
    void whatIsOutOfFormOrRangeIsRefused(String name, String value, String matter) {
        assertThat(thrown(with(name, value)).faults()).containsExactly(new SettingFault(PREFIX + name, matter));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TARGET_TIME=PT5S SOCKET_TIMEOUT=PT5S TIME_RESERVE=PT1M | TARGET_TIME | expected less than AFTERDELETE_SOCKET_TIMEOUT, PT5S, was PT5S",
                "LOCK_WAIT_TIMEOUT=PT20S TIME_RESERVE=PT1M | LOCK_WAIT_TIMEOUT | expected less than AFTERDELETE_SOCKET_TIMEOUT, PT20S, was PT20S",
                "TIME_RESERVE=PT1.4S | TIME_RESERVE | expected at least AFTERDELETE_TARGET_TIME and AFTERDELETE_LOCK_WAIT_TIMEOUT together, PT1.5S, was PT1.4S",
                "RELAY_AFTER=PT2H | RELAY_AFTER | expected at most AFTERDELETE_RELAY_CEILING, PT1H, was PT2H",
                "QUEUE_URL=http://h/q DEAD_LETTER_QUEUE_URL=http://h/q | DEAD_LETTER_QUEUE_URL | expected another queue than AFTERDELETE_QUEUE_URL",
                "DB_SECRET=id | DB_PASSWORD | expected this or AFTERDELETE_DB_SECRET, were both",
                "DB_USER= | DB_USER | is missing; expected the user of AFTERDELETE_DB_PASSWORD",
                "DB_PASSWORD= DB_SECRET= | DB_PASSWORD | is missing; expected this or AFTERDELETE_DB_SECRET",
                "DB_URL= | DB_URL | is missing; expected a JDBC URL such as jdbc:mysql://HOST:3306/DATABASE",
                "MAX_ROWS= | MAX_ROWS | was empty; leave it out for the default 5000"
            })
    void settingsGoTogether(String settings, String name, String matter) {
        var variables = new HashMap<>(database());
        for (var setting : settings.split(" ")) {
            var parts = setting.split("=", 2);
            variables.put(PREFIX + parts[0], parts[1]);
        }

        assertThat(thrown(variables).faults()).containsExactly(new SettingFault(PREFIX + name, matter));
    }

    @Test
    void faultySettingBringsNoSecondFaultInTheOnesItIsHeldAgainst() {
        assertThat(thrown(with("SOCKET_TIMEOUT", "soon")).faults()).hasSize(1);
        assertThat(thrown(with("RELAY_CEILING", "PT0S")).faults()).hasSize(1);
    }

    @Test
    void unknownVariablesAreRefusedWithoutTheirValue() {
        assertThat(thrown(with("DB_PASWORD", "s3cret")))
                .hasMessage("1 setting cannot be used\n"
                        + "  AFTERDELETE_DB_PASWORD  is no setting; did you mean AFTERDELETE_DB_PASSWORD?");
        assertThat(thrown(with("VERBOSE", "s3cret")))
                .hasMessage("1 setting cannot be used\n  AFTERDELETE_VERBOSE  is no setting");
        var lowerCase = new HashMap<>(database());
        lowerCase.put("afterdelete_max_rows", "5");
        assertThat(thrown(lowerCase).faults())
                .containsExactly(
                        new SettingFault("afterdelete_max_rows", "is no setting; did you mean AFTERDELETE_MAX_ROWS?"));
    }

    @Test
    void anyTextIsReadOrReported() {
        var seed = Long.getLong("seed", System.nanoTime());
        System.out.println("to repeat: -Dseed=" + seed);
        var random = new SplittableRandom(seed);
        var texts = List.of(
                "",
                "1",
                "-1",
                "PT5S",
                "P1D",
                "P",
                "queue",
                "http://h/q",
                "\u0000",
                "ü🍲",
                URL,
                URL + "?a=b",
                "{}",
                "1e3",
                " ");
        for (var i = 0; i < 5_000; i++) {
            var variables = new HashMap<String, String>();
            KnownSettings.ALL.forEach(setting -> {
                if (random.nextBoolean()) {
                    variables.put(setting.name(), texts.get(random.nextInt(texts.size())));
                }
            });
            readOrReport(variables);
        }
    }

    private static void readOrReport(Map<String, String> variables) {
        try {
            assertThat(Settings.from(variables).database().url()).isEqualTo(variables.get("AFTERDELETE_DB_URL"));
        } catch (SettingsException e) {
            assertThat(e.faults()).isNotEmpty().doesNotHaveDuplicates();
            assertThat(Objects.requireNonNull(e.getMessage()).lines())
                    .hasSize(1 + e.faults().size());
        }
    }

    private static Map<String, String> database() {
        return Map.of("AFTERDELETE_DB_URL", URL, "AFTERDELETE_DB_USER", "app", "AFTERDELETE_DB_PASSWORD", "s3cret");
    }

    private static Map<String, String> with(String name, String value) {
        var variables = new HashMap<>(database());
        variables.put(PREFIX + name, value);
        return variables;
    }

    private static SettingsException thrown(Map<String, String> variables) {
        return Objects.requireNonNull(
                catchThrowableOfType(SettingsException.class, () -> Settings.from(variables)), "nothing is wrong");
    }
}
