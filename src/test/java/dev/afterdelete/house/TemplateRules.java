package dev.afterdelete.house;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What must be true of the deployment, whatever its parameters are set to. Each rule says in sentences what breaks it.
 */
final class TemplateRules {
    private static final String FUNCTION = "AWS::Serverless::Function";
    private static final Duration SHORTEST_OUTAGE = Duration.ofHours(4);
    private static final Duration TIME_TO_LOOK_AT_DEAD_LETTERS = Duration.ofDays(7);

    /**
     * What Lambda does in the subnets of a broker, on interfaces that have no name before.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Lambda with Amazon MQ</a>
     */
    private static final Set<Set<Object>> ALLOWED_UNNAMED = Set.of(
            Set.of("ec2:CreateNetworkInterface"),
            Set.of("ec2:DeleteNetworkInterface"),
            Set.of(
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:DescribeSecurityGroups",
                    "ec2:DescribeSubnets",
                    "ec2:DescribeVpcs"));

    private TemplateRules() {}

    /**
     * The visibility timeout covers six function timeouts and the longest batch window.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Lambda with SQS</a>
     */
    static List<String> hiddenTooShortly(CloudFormationTemplate template) {
        var broken = new ArrayList<String>();
        var window = template.numberAt("Parameters", "BatchWindow", "MaxValue");
        for (var timeout : template.listAt("Parameters", "FunctionTimeout", "AllowedValues")) {
            var needed = 6 * Long.parseLong(timeout.toString()) + window;
            if (visibility(template, timeout) < needed) {
                broken.add("a function timeout of %s s needs %d s of invisibility".formatted(timeout, needed));
            }
        }
        expect(broken, template, lookedUp(), "Resources", "CleanupQueue", "Properties", "VisibilityTimeout");
        expect(broken, template, ref("FunctionTimeout"), "Resources", "CleanupFunction", "Properties", "Timeout");
        expect(broken, template, ref("BatchWindow"), consumes("MaximumBatchingWindowInSeconds"));
        return broken;
    }

    /** A message outlives an outage of four hours, and still has a week of the dead-letter queue when it gives up. */
    static List<String> givenUpAtTheWrongTime(CloudFormationTemplate template) {
        var broken = new ArrayList<String>();
        var kept = Duration.ofSeconds(
                template.numberAt("Resources", "DeadLetterQueue", "Properties", "MessageRetentionPeriod"));
        for (var timeout : template.listAt("Parameters", "FunctionTimeout", "AllowedValues")) {
            var hidden = Duration.ofSeconds(visibility(template, timeout));
            var shortest = hidden.multipliedBy(template.numberAt("Parameters", "MaxReceiveCount", "MinValue"));
            var longest = hidden.multipliedBy(template.numberAt("Parameters", "MaxReceiveCount", "MaxValue"));
            if (shortest.compareTo(SHORTEST_OUTAGE) < 0) {
                broken.add("with a function timeout of %s s a message gives up after %s".formatted(timeout, shortest));
            }
            if (kept.minus(longest).compareTo(TIME_TO_LOOK_AT_DEAD_LETTERS) < 0) {
                broken.add(
                        "with a function timeout of %s s a dead letter is %s old at once".formatted(timeout, longest));
            }
        }
        var redrive = new Object[] {"Resources", "CleanupQueue", "Properties", "RedrivePolicy", "maxReceiveCount"};
        expect(broken, template, ref("MaxReceiveCount"), redrive);
        return broken;
    }

    /** Only the consumer sends to the queue that calls it. */
    static List<String> wronglyRecursive(CloudFormationTemplate template) {
        return template.resources(FUNCTION).stream()
                .filter(function -> template.at("Resources", function, "Properties", "RecursiveLoop")
                                .equals(Optional.of("Allow"))
                        != function.equals("CleanupFunction"))
                .toList();
    }

    /**
     * Another Release changes the function itself, and the description of its version, which is published anew then.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-version.html">AWS::Lambda::Version</a>
     */
    static List<String> withoutRelease(CloudFormationTemplate template) {
        return template.resources(FUNCTION).stream()
                .filter(function -> !template.at("Resources", function, "Properties", "VersionDescription")
                                .equals(Optional.of(ref("Release")))
                        || !template.at("Resources", function, "Properties", "Description", "Fn::Sub")
                                .map(Object::toString)
                                .orElse("")
                                .contains("${Release}"))
                .toList();
    }

    /** Each function has a role of its own, and each statement allows something on resources named one by one. */
    static List<String> tooMuchAllowed(CloudFormationTemplate template) {
        var broken = new ArrayList<String>();
        var roles = new HashSet<>();
        for (var function : template.resources(FUNCTION)) {
            if (!roles.add(
                    template.at("Resources", function, "Properties", "Role").orElse("none"))) {
                broken.add(function + " has no role of its own");
            }
        }
        statements(template)
                .filter(statement -> statement.get("Resource") == null
                        || statement.get("Resource").toString().contains("*"))
                .filter(statement -> !ALLOWED_UNNAMED.contains(Set.copyOf(actions(statement))))
                .forEach(statement -> broken.add("names no single resource: " + statement));
        statements(template)
                .filter(statement -> "Allow".equals(statement.get("Effect"))
                        && statement.get("Action").toString().contains("*"))
                .forEach(statement -> broken.add("allows actions by pattern: " + statement));
        return broken;
    }

    /** Every function writes to its own log group and to no other, and every log group ends. */
    static List<String> logsAstray(CloudFormationTemplate template) {
        var broken = new ArrayList<String>();
        for (var function : template.resources(FUNCTION)) {
            var name = function.replace("Function", "");
            var group = name + "LogGroup";
            expect(broken, template, ref(group), "Resources", function, "Properties", "LoggingConfig", "LogGroup");
            var written = statementsOfRole(template, name + "Role")
                    .filter(statement -> statement.get("Action").toString().contains("logs:"))
                    .map(statement -> statement.get("Resource"))
                    .toList();
            if (!written.equals(List.of(Map.of("Fn::GetAtt", group + ".Arn")))) {
                broken.add(function + " may write to " + written);
            }
        }
        for (var group : template.resources("AWS::Logs::LogGroup")) {
            expect(broken, template, ref("LogRetention"), "Resources", group, "Properties", "RetentionInDays");
        }
        return broken;
    }

    /** Every queue is encrypted, keeps messages for as long as SQS can, and refuses whoever comes without TLS. */
    static List<String> openQueues(CloudFormationTemplate template) {
        var broken = new ArrayList<String>();
        var guarded = template.resources("AWS::SQS::QueuePolicy").stream()
                .filter(policy -> statementsOf(template.mapAt("Resources", policy, "Properties", "PolicyDocument"))
                        .anyMatch(TemplateRules::refusesPlainText))
                .flatMap(policy -> template.listAt("Resources", policy, "Properties", "Queues").stream())
                .toList();
        for (var queue : template.resources("AWS::SQS::Queue")) {
            expect(broken, template, unlessKey(), "Resources", queue, "Properties", "SqsManagedSseEnabled");
            expect(broken, template, ifKey(), "Resources", queue, "Properties", "KmsMasterKeyId");
            expect(broken, template, 1_209_600, "Resources", queue, "Properties", "MessageRetentionPeriod");
            if (!guarded.contains(ref(queue))) {
                broken.add(queue + " can be reached without TLS");
            }
        }
        return broken;
    }

    /** What belongs to RabbitMQ, by its name, and is made without a broker. */
    static List<String> unconditional(CloudFormationTemplate template) {
        return Stream.of("Resources", "Outputs")
                .flatMap(section -> template.mapAt(section).keySet().stream()
                        .map(Object::toString)
                        .filter(name -> name.startsWith("RabbitMq"))
                        .filter(name ->
                                !template.at(section, name, "Condition").equals(Optional.of("ConsumesRabbitMq"))))
                .toList();
    }

    /** Every number has bounds that hold its default, every text a pattern, a length or a list. */
    static List<String> unboundedParameters(CloudFormationTemplate template) {
        var broken = new ArrayList<String>();
        template.mapAt("Parameters").forEach((name, value) -> {
            var parameter = (Map<?, ?>) value;
            var bounded = parameter.containsKey("AllowedValues")
                    || Stream.of("MinValue", "MaxValue").allMatch(parameter::containsKey)
                    || Stream.of("AllowedPattern", "MaxLength", "NoEcho").anyMatch(parameter::containsKey)
                    || "CommaDelimitedList".equals(parameter.get("Type"));
            if (!bounded) {
                broken.add(name + " takes anything");
            }
        });
        return broken;
    }

    /** The way to a setting of the event source mapping between the queue and the consumer. */
    static Object[] consumes(String setting) {
        return new Object[] {"Resources", "CleanupFunction", "Properties", "Events", "Queue", "Properties", setting};
    }

    static Map<String, String> ref(String name) {
        return Map.of("Ref", name);
    }

    private static Map<?, ?> unlessKey() {
        return Map.of("Fn::If", List.of("HasKmsKey", false, true));
    }

    private static Map<?, ?> ifKey() {
        return Map.of("Fn::If", List.of("HasKmsKey", ref("KmsKeyArn"), ref("AWS::NoValue")));
    }

    private static Map<?, ?> lookedUp() {
        return Map.of("Fn::FindInMap", List.of("TimesOf", ref("FunctionTimeout"), "VisibilitySeconds"));
    }

    private static long visibility(CloudFormationTemplate template, Object functionTimeout) {
        return template.numberAt("Mappings", "TimesOf", functionTimeout, "VisibilitySeconds");
    }

    private static Stream<Map<?, ?>> statements(CloudFormationTemplate template) {
        var inRoles = template.resources("AWS::IAM::Role").stream().flatMap(role -> statementsOfRole(template, role));
        var alone = Stream.of("AWS::IAM::ManagedPolicy", "AWS::SQS::QueuePolicy")
                .flatMap(type -> template.resources(type).stream())
                .flatMap(policy -> statementsOf(template.mapAt("Resources", policy, "Properties", "PolicyDocument")));
        return Stream.concat(inRoles, alone);
    }

    private static Stream<Map<?, ?>> statementsOfRole(CloudFormationTemplate template, String role) {
        return template.listAt("Resources", role, "Properties", "Policies").stream()
                .flatMap(policy -> statementsOf((Map<?, ?>) ((Map<?, ?>) policy).get("PolicyDocument")));
    }

    private static Stream<Map<?, ?>> statementsOf(Map<?, ?> document) {
        return ((List<?>) document.get("Statement"))
                .stream().flatMap(statement -> whicheverBranch((Map<?, ?>) statement));
    }

    private static List<?> actions(Map<?, ?> statement) {
        var actions = statement.get("Action");
        return actions instanceof List<?> several ? several : List.of(actions);
    }

    private static boolean refusesPlainText(Map<?, ?> statement) {
        return "Deny".equals(statement.get("Effect"))
                && "*".equals(statement.get("Principal"))
                && "sqs:*".equals(statement.get("Action"))
                && Map.of("Bool", Map.of("aws:SecureTransport", "false")).equals(statement.get("Condition"));
    }

    private static Stream<Map<?, ?>> whicheverBranch(Map<?, ?> statement) {
        return statement.get("Fn::If") instanceof List<?> branches
                ? Stream.of((Map<?, ?>) branches.get(1))
                : Stream.of(statement);
    }

    private static void expect(List<String> broken, CloudFormationTemplate template, Object expected, Object... path) {
        var found = template.at(path);
        if (!found.equals(Optional.of(expected))) {
            broken.add("%s is %s, not %s".formatted(List.of(path), found.orElse("not set"), expected));
        }
    }
}
