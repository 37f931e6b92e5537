package dev.afterdelete.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterdelete.rabbit.RabbitMqTopology;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Holds {@code template.yaml} against the design and the code. Each rule is also shown a template that breaks it. */
class TemplateTest {
    private static final CloudFormationTemplate TEMPLATE = CloudFormationTemplate.read(Path.of("template.yaml"));

    @Test
    void aMessageStaysHiddenWhileItsBatchMayStillBeAtWork() {
        assertThat(TemplateRules.hiddenTooShortly(TEMPLATE)).isEmpty();
        assertThat(TemplateRules.hiddenTooShortly(TEMPLATE.with("VisibilitySeconds: 5460", "VisibilitySeconds: 5459")))
                .isNotEmpty();
        assertThat(TemplateRules.hiddenTooShortly(TEMPLATE.with("MaxValue: 60\n", "MaxValue: 300\n")))
                .isNotEmpty();
    }

    @Test
    void aMessageOutlivesAnOutageOfFourHoursAndThenWaitsAWeekToBeLookedAt() {
        assertThat(TemplateRules.givenUpAtTheWrongTime(TEMPLATE)).isEmpty();
        assertThat(TemplateRules.givenUpAtTheWrongTime(TEMPLATE.with("MinValue: 35", "MinValue: 34")))
                .isNotEmpty();
        assertThat(TemplateRules.givenUpAtTheWrongTime(TEMPLATE.with("MaxValue: 100\n", "MaxValue: 111\n")))
                .isNotEmpty();
    }

    @Test
    void onlyTheConsumerMaySendToTheQueueThatCallsIt() {
        assertThat(TemplateRules.wronglyRecursive(TEMPLATE)).isEmpty();
        assertThat(TemplateRules.wronglyRecursive(TEMPLATE.with("RecursiveLoop: Allow", "RecursiveLoop: Terminate")))
                .containsExactly("CleanupFunction");
        assertThat(TemplateRules.wronglyRecursive(TEMPLATE.with("Role: !GetAtt ApiRole.Arn", "RecursiveLoop: Allow")))
                .containsExactly("ApiFunction");
    }

    @Test
    void noPolicyAllowsMoreThanActionsByNameOnResourcesByName() {
        assertThat(TemplateRules.tooMuchAllowed(TEMPLATE)).isEmpty();
        assertThat(TemplateRules.tooMuchAllowed(TEMPLATE.with("Resource: !Ref DatabaseSecretArn", "Resource: '*'")))
                .hasSize(1);
        assertThat(TemplateRules.tooMuchAllowed(TEMPLATE.with("Action: mq:DescribeBroker", "Action: mq:*")))
                .hasSize(1);
        assertThat(TemplateRules.tooMuchAllowed(TEMPLATE.with(
                        "- ec2:DescribeVpcs\n", "- ec2:DescribeVpcs\n                  - ec2:RunInstances\n")))
                .hasSize(1);
        assertThat(TemplateRules.tooMuchAllowed(TEMPLATE.with("!GetAtt SweepRole.Arn", "!GetAtt ApiRole.Arn")))
                .hasSize(1);
    }

    @Test
    void everyQueueIsEncryptedAndReachedOverTlsOnly() {
        assertThat(TemplateRules.openQueues(TEMPLATE)).isEmpty();
        assertThat(TemplateRules.openQueues(
                        TEMPLATE.with("Queues: [!Ref DeadLetterQueue]", "Queues: [!Ref CleanupQueue]")))
                .containsExactly("DeadLetterQueue can be reached without TLS");
    }

    @Test
    void everyParameterIsBounded() {
        assertThat(TemplateRules.unboundedParameters(TEMPLATE)).isEmpty();
        assertThat(TemplateRules.unboundedParameters(TEMPLATE.with("MaxLength: 32", "MinLength: 0")))
                .containsExactly("DatabaseUser takes anything");
    }

    @Test
    void anotherReleaseIsAnotherFunctionAndAnotherVersion() {
        assertThat(TemplateRules.withoutRelease(TEMPLATE)).isEmpty();
        assertThat(TemplateRules.withoutRelease(TEMPLATE.with("messages. Release ${Release}.", "messages.")))
                .containsExactly("CleanupFunction");
        assertThat(TemplateRules.withoutRelease(TEMPLATE.with(
                        "VersionDescription: !Ref Release\n      Handler: dev.afterdelete.lambda.ApiHandler",
                        "Handler: dev.afterdelete.lambda.ApiHandler")))
                .containsExactly("ApiFunction");
        assertThat(TEMPLATE.at("Outputs", "Release", "Value")).contains(TemplateRules.ref("Release"));
    }

    @Test
    void failuresAreReportedByMessage() {
        assertThat(TEMPLATE.at(TemplateRules.consumes("FunctionResponseTypes")))
                .contains(List.of("ReportBatchItemFailures"));
    }

    @Test
    void aBatchOfRabbitMqIsAllOrNothingAndTheDeliveryLimitEndsIt() {
        var event = new Object[] {"Resources", "RabbitMqCleanupFunction", "Properties", "Events", "Queue"};
        var source = TEMPLATE.mapAt(event);
        assertThat(source.get("Type")).isEqualTo("MQ");
        var properties = (Map<?, ?>) source.get("Properties");
        assertThat(properties.get("Queues")).isEqualTo(List.of(TemplateRules.ref("RabbitMqQueue")));
        assertThat(properties.get("BatchSize")).isEqualTo(TemplateRules.ref("BatchSize"));
        assertThat(properties.get("MaximumBatchingWindowInSeconds")).isEqualTo(TemplateRules.ref("BatchWindow"));
        assertThat(properties.containsKey("FunctionResponseTypes")).isFalse();
        assertThat((long) RabbitMqTopology.DELIVERY_LIMIT)
                .isGreaterThan(TEMPLATE.numberAt("Parameters", "RestrictPatience", "MaxValue"));
    }

    @Test
    void nothingOfRabbitMqIsThereWithoutABroker() {
        assertThat(TemplateRules.unconditional(TEMPLATE)).isEmpty();
        assertThat(TemplateRules.unconditional(TEMPLATE.with(
                        "  RabbitMqCleanupRole:\n    Type: AWS::IAM::Role\n    Condition: ConsumesRabbitMq",
                        "  RabbitMqCleanupRole:\n    Type: AWS::IAM::Role")))
                .containsExactly("RabbitMqCleanupRole");
        assertThat(TEMPLATE.at("Globals", "Function", "DeploymentPreference", "PassthroughCondition"))
                .contains(true);
    }

    @Test
    void everyRequestIsSignedAndEveryMethodReachesTheFunction() {
        assertThat(TEMPLATE.at("Resources", "Api", "Properties", "Auth"))
                .contains(Map.of("EnableIamAuthorizer", true, "DefaultAuthorizer", "AWS_IAM"));
        assertThat(TEMPLATE.mapAt("Resources", "ApiFunction", "Properties", "Events", "Row", "Properties"))
                .isEqualTo(Map.of(
                        "ApiId", TemplateRules.ref("Api"),
                        "Path", "/{table}/{id}",
                        "Method", "ANY",
                        "PayloadFormatVersion", "2.0",
                        "TimeoutInMillis", 30_000));
        assertThat(TEMPLATE.numberAt("Resources", "ApiFunction", "Properties", "Timeout"))
                .as("seconds, so that the function answers before the API gives up")
                .isLessThan(30);
    }

    @Test
    void theScheduleSendsWhatTheSampleEventShows() throws Exception {
        var json = new ObjectMapper();
        var input = TEMPLATE.at(
                        "Resources",
                        "SweepFunction",
                        "Properties",
                        "Events",
                        "Schedule",
                        "Properties",
                        "Input",
                        "Fn::Sub")
                .orElseThrow();
        var sent = json.readTree(input.toString());
        var sample = json.readTree(Path.of("events/schedule.json").toFile());
        assertThat(sent.fieldNames()).toIterable().containsExactlyElementsOf(sample::fieldNames);
        assertThat(sent.get("detail").isObject()).isTrue();
        assertThat(sample.get("detail")).isEqualTo(sent.get("detail"));
    }

    @Test
    void thePasswordIsNeverShownAndNeverThere() {
        assertThat(TEMPLATE.at("Parameters", "DatabasePassword", "NoEcho")).isEqualTo(Optional.of(true));
        assertThat(TEMPLATE.at("Parameters", "DatabasePassword", "Default")).isEqualTo(Optional.of(""));
    }

    @Test
    void everyFunctionWritesToItsOwnLogAndEveryLogEnds() {
        assertThat(TemplateRules.logsAstray(TEMPLATE)).isEmpty();
        assertThat(TemplateRules.logsAstray(
                        TEMPLATE.with("Resource: !GetAtt SweepLogGroup.Arn", "Resource: !GetAtt ApiLogGroup.Arn")))
                .hasSize(1);
        assertThat(TemplateRules.logsAstray(
                        TEMPLATE.with("/api-access\n      RetentionInDays: !Ref LogRetention", "/api-access")))
                .hasSize(1);
    }
}
