package dev.afterdelete.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.config.DatabaseSettings;
import dev.afterdelete.config.Settings;
import dev.afterdelete.config.SettingsException;
import dev.afterdelete.config.Strategy;
import dev.afterdelete.config.queue.BrokerAddress;
import dev.afterdelete.config.queue.BrokerAddress.Transport;
import dev.afterdelete.config.queue.QueueAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what {@code template.yaml} tells the functions against what they understand. */
class TemplateSettingsTest {
    private static final CloudFormationTemplate TEMPLATE = CloudFormationTemplate.read(Path.of("template.yaml"));
    private static final Map<String, String> WITH_PASSWORD = Map.of(
            "DatabaseHost", "db.example.com",
            "DatabaseName", "recipes",
            "DatabaseUser", "app",
            "DatabasePassword", "open sesame");
    private static final Map<String, String> WITH_SECRET = Map.of(
            "DatabaseHost", "db.example.com",
            "DatabaseName", "recipes",
            "DatabaseSecretArn", "arn:aws:secretsmanager:us-east-1:123456789012:secret:recipes-AbCdEf");

    private static final Map<String, String> WITH_BROKER = merged(
            WITH_SECRET,
            Map.of(
                    "RabbitMqBrokerArn", "arn:aws:mq:us-east-1:123456789012:broker:recipes:b-1234",
                    "RabbitMqEndpoint", "amqps://b-1234.mq.us-east-1.on.aws:5671",
                    "RabbitMqSecretArn", "arn:aws:secretsmanager:us-east-1:123456789012:secret:broker-AbCdEf"));
    private static final String START = "AWS_LAMBDA_EXEC_WRAPPER";
    private static final String RABBITMQ_FUNCTION = "RabbitMqCleanupFunction";

    @ParameterizedTest
    @ValueSource(strings = {"CleanupFunction", "ApiFunction", "SweepFunction"})
    void everyFunctionUnderstandsItsSettings(String function) {
        var settings = Settings.from(FunctionEnvironment.of(TEMPLATE, function, WITH_PASSWORD));
        assertThat(settings.queue().address().orElseThrow())
                .isEqualTo(new QueueAddress.Sqs(
                        URI.create("https://sqs.us-east-1.amazonaws.com/123456789012/afterdelete-cleanup")));
        assertThat(Settings.from(FunctionEnvironment.of(TEMPLATE, function, WITH_SECRET))
                        .queue())
                .isEqualTo(settings.queue());
    }

    /** The command is shipped among the resources; it has to be one. */
    @ParameterizedTest
    @ValueSource(strings = {"CleanupFunction", "ApiFunction", "SweepFunction", "RabbitMqCleanupFunction"})
    void onlyWithoutSnapshotsAFunctionIsStartedByTheCommandThatLooksForACache(String function) {
        assertThat(FunctionEnvironment.of(TEMPLATE, function, WITH_SECRET)).doesNotContainKey(START);
        var cold = FunctionEnvironment.of(TEMPLATE, function, merged(WITH_SECRET, Map.of("SnapStart", "None")));
        assertThat(cold).containsEntry(START, "/var/task/start");
        assertThat(Path.of("src/main/resources/start")).isExecutable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ApiFunction", "SweepFunction", "RabbitMqCleanupFunction"})
    void withABrokerMessagesAreSentThere(String function) {
        var queue = Settings.from(FunctionEnvironment.of(TEMPLATE, function, WITH_BROKER))
                .queue();
        var host = "b-1234.mq.us-east-1.on.aws";
        assertThat(queue.address())
                .contains(new QueueAddress.RabbitMq(
                        new BrokerAddress(Transport.TLS, host, 5671, "/", Optional.empty()), "afterdelete"));
        assertThat(queue.login().orElseThrow().credential())
                .isEqualTo(new DatabaseSettings.Secret(WITH_BROKER.get("RabbitMqSecretArn")));
        var elsewhere = new HashMap<>(WITH_BROKER);
        elsewhere.putAll(Map.of("RabbitMqVirtualHost", "recipes", "RabbitMqQueue", "cleanup"));
        assertThat(Settings.from(FunctionEnvironment.of(TEMPLATE, function, elsewhere))
                        .queue()
                        .address())
                .contains(new QueueAddress.RabbitMq(
                        new BrokerAddress(Transport.TLS, host, 5671, "recipes", Optional.empty()), "cleanup"));
    }

    @Test
    void withABrokerWhatWaitsOnSqsStaysThere() {
        assertThat(Settings.from(FunctionEnvironment.of(TEMPLATE, "CleanupFunction", WITH_BROKER))
                        .queue())
                .isEqualTo(Settings.from(FunctionEnvironment.of(TEMPLATE, "CleanupFunction", WITH_SECRET))
                        .queue());
    }

    @Test
    void onlyTheConsumerIsToldOfTheDeadLetterQueueItMaySendTo() {
        var told = TEMPLATE.resources("AWS::Serverless::Function").stream()
                .filter(function -> FunctionEnvironment.of(TEMPLATE, function, WITH_BROKER)
                        .containsKey("AFTERDELETE_DEAD_LETTER_QUEUE_URL"))
                .toList();
        assertThat(told).containsExactly("CleanupFunction");
    }

    @Test
    void aSettingThatNobodyReadsIsNoticed() {
        var misspelt = TEMPLATE.with("AFTERDELETE_STRATEGY", "AFTERDELETE_STRATEGIE");
        assertThatThrownBy(() -> Settings.from(FunctionEnvironment.of(misspelt, "ApiFunction", WITH_PASSWORD)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("AFTERDELETE_STRATEGIE");
    }

    @Test
    void aParameterLeftAloneMeansWhatASettingLeftOutMeans() {
        var unsaid = Settings.from(Map.of(
                "AFTERDELETE_DB_URL", "jdbc:mysql://db.example.com:3306/recipes?sslMode=VERIFY_IDENTITY",
                "AFTERDELETE_DB_USER", "app",
                "AFTERDELETE_DB_PASSWORD", "open sesame"));
        for (var function : TEMPLATE.resources("AWS::Serverless::Function")) {
            var said = Settings.from(FunctionEnvironment.of(TEMPLATE, function, given(function, WITH_PASSWORD)));
            assertThat(said.database()).isEqualTo(unsaid.database());
            assertThat(said.engine()).isEqualTo(unsaid.engine());
            assertThat(said.api()).isEqualTo(unsaid.api());
            assertThat(said.relay()).isEqualTo(unsaid.relay());
            assertThat(said.orphans()).isEqualTo(unsaid.orphans());
            assertThat(said.logLevel()).isEqualTo(unsaid.logLevel());
            assertThat(said.queue().restrictPatience()).isEqualTo(unsaid.queue().restrictPatience());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ConnectTimeout",
                "SocketTimeout",
                "TimeReserve",
                "InlineBudget",
                "MaxRows",
                "RestrictPatience",
                "RelayCeiling",
                "StuckTries",
                "Trace"
            })
    void theFunctionsUnderstandWhatTheTemplateAllows(String parameter) {
        for (var bound : List.of("MinValue", "MaxValue")) {
            var parameters = new HashMap<>(WITH_PASSWORD);
            parameters.put(parameter, Long.toString(TEMPLATE.numberAt("Parameters", parameter, bound)));
            for (var function : TEMPLATE.resources("AWS::Serverless::Function")) {
                assertThat(Settings.from(FunctionEnvironment.of(TEMPLATE, function, given(function, parameters))))
                        .as("%s of %s", bound, parameter)
                        .isNotNull();
            }
        }
    }

    @Test
    void everyWordThatCanBeChosenIsUnderstood() {
        for (var parameter : List.of("LogLevel", "Orphans", "Strategy", "DatabaseTlsMode")) {
            for (var word : TEMPLATE.listAt("Parameters", parameter, "AllowedValues")) {
                var parameters = new HashMap<>(WITH_PASSWORD);
                parameters.put(parameter, word.toString());
                for (var function : TEMPLATE.resources("AWS::Serverless::Function")) {
                    assertThat(Settings.from(FunctionEnvironment.of(TEMPLATE, function, given(function, parameters))))
                            .isNotNull();
                }
            }
        }
    }

    @Test
    void theBoundsOfMaxRowsAreTheFunctionsOwn() {
        var least = TEMPLATE.numberAt("Parameters", "MaxRows", "MinValue");
        var most = TEMPLATE.numberAt("Parameters", "MaxRows", "MaxValue");
        assertThat(maxRows(least)).isEqualTo(least);
        assertThat(maxRows(most)).isEqualTo(most);
        assertThatThrownBy(() -> maxRows(least - 1)).isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> maxRows(most + 1)).isInstanceOf(SettingsException.class);
    }

    @Test
    void theRelayLeavesACascadeAloneForAsLongAsAnInvocationMayLast() {
        for (var timeout : (List<?>)
                TEMPLATE.at("Parameters", "FunctionTimeout", "AllowedValues").orElseThrow()) {
            var parameters = new HashMap<>(WITH_PASSWORD);
            parameters.put("FunctionTimeout", timeout.toString());
            assertThat(Settings.from(FunctionEnvironment.of(TEMPLATE, "SweepFunction", parameters))
                            .relay()
                            .after())
                    .hasSeconds(Long.parseLong(timeout.toString()));
        }
    }

    @Test
    void everyStrategyCanBeChosen() {
        var words = Arrays.stream(Strategy.values())
                .map(strategy -> strategy.name().toLowerCase(Locale.ROOT))
                .toList();
        assertThat(TEMPLATE.at("Parameters", "Strategy", "AllowedValues")).contains(words);
    }

    @Test
    void everyHandlerIsAClassThatLambdaCanMake() throws Exception {
        for (var function : TEMPLATE.resources("AWS::Serverless::Function")) {
            var handler = TEMPLATE.at("Resources", function, "Properties", "Handler")
                    .orElseThrow()
                    .toString()
                    .split("::");
            var type = Class.forName(handler[0]);
            assertThat(type.getConstructor().getParameterCount()).isZero();
            assertThat(type.getMethods()).extracting(method -> method.getName()).contains(handler[1]);
        }
    }

    /** These parameters, and a broker where the function is only there with one. */
    private static Map<String, String> given(String function, Map<String, String> parameters) {
        return function.equals(RABBITMQ_FUNCTION) ? merged(WITH_BROKER, parameters, "DatabaseSecretArn") : parameters;
    }

    private static Map<String, String> merged(Map<String, String> some, Map<String, String> others, String... without) {
        var all = new HashMap<>(some);
        all.putAll(others);
        all.keySet().removeAll(List.of(without));
        return Map.copyOf(all);
    }

    private static long maxRows(long rows) {
        var parameters = new HashMap<>(WITH_PASSWORD);
        parameters.put("MaxRows", Long.toString(rows));
        return Settings.from(FunctionEnvironment.of(TEMPLATE, "SweepFunction", parameters))
                .engine()
                .maxRows();
    }
}
