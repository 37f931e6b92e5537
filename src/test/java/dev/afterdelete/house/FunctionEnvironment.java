package dev.afterdelete.house;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What CloudFormation makes of a function's settings: of {@code Ref}, {@code Sub}, {@code If} and its conditions. */
final class FunctionEnvironment {
    private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([A-Za-z:]+)}");
    private static final String NO_VALUE = "AWS::NoValue";
    private static final Map<String, String> PSEUDO_PARAMETERS = Map.of(
            "AWS::Region",
            "us-east-1",
            "AWS::URLSuffix",
            "amazonaws.com",
            "AWS::AccountId",
            "123456789012",
            "AWS::StackName",
            "afterdelete",
            NO_VALUE,
            NO_VALUE);

    private FunctionEnvironment() {}

    /** The environment of a function in a stack of the default name, as CloudFormation would set it. */
    static Map<String, String> of(CloudFormationTemplate template, String function, Map<String, String> parameters) {
        var environment = new HashMap<String, String>();
        for (var variables : List.of(
                template.mapAt("Globals", "Function", "Environment", "Variables"),
                template.mapAt("Resources", function, "Properties", "Environment", "Variables"))) {
            variables.forEach((name, value) -> environment.put(name.toString(), text(template, value, parameters)));
        }
        environment.values().removeIf(NO_VALUE::equals);
        return environment;
    }

    private static String text(CloudFormationTemplate template, Object value, Map<String, String> parameters) {
        if (!(value instanceof Map<?, ?> intrinsic)) {
            return value.toString();
        }
        if (intrinsic.get("Fn::If") instanceof List<?> choice) {
            var branch = isTrue(template.at("Conditions", choice.get(0)).orElseThrow(), template, parameters) ? 1 : 2;
            return text(template, choice.get(branch), parameters);
        }
        if (intrinsic.get("Fn::Sub") instanceof String pattern) {
            return SUBSTITUTED
                    .matcher(pattern)
                    .replaceAll(name -> Matcher.quoteReplacement(parameter(template, name.group(1), parameters)));
        }
        return parameter(template, intrinsic.get("Ref").toString(), parameters);
    }

    /** Conditions are of nothing but And, Not and Equals here. */
    private static boolean isTrue(Object condition, CloudFormationTemplate template, Map<String, String> parameters) {
        var operator = ((Map<?, ?>) condition).entrySet().iterator().next();
        var operands = (List<?>) operator.getValue();
        return switch (operator.getKey().toString()) {
            case "Fn::And" -> operands.stream().allMatch(operand -> isTrue(operand, template, parameters));
            case "Fn::Not" -> !isTrue(operands.getFirst(), template, parameters);
            case "Fn::Equals" ->
                text(template, operands.getFirst(), parameters)
                        .equals(operands.getLast().toString());
            default -> throw new IllegalArgumentException("not a condition: " + condition);
        };
    }

    private static String parameter(CloudFormationTemplate template, String name, Map<String, String> parameters) {
        var known = PSEUDO_PARAMETERS.getOrDefault(name, parameters.get(name));
        return known != null
                ? known
                : template.at("Parameters", name, "Default").orElseThrow().toString();
    }
}
