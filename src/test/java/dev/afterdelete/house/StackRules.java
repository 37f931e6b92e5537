package dev.afterdelete.house;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What CloudFormation makes of a template's {@code Rules}: which of their sentences parameters break. */
final class StackRules {
    private final CloudFormationTemplate template;
    private final Map<String, String> parameters;

    private StackRules(CloudFormationTemplate template, Map<String, String> parameters) {
        this.template = template;
        this.parameters = parameters;
    }

    /** The names of the rules that these parameters break; what is not given has its default. */
    static List<String> broken(CloudFormationTemplate template, Map<String, String> parameters) {
        var rules = new StackRules(template, parameters);
        return template.mapAt("Rules").keySet().stream()
                .map(Object::toString)
                .filter(rules::isBroken)
                .sorted()
                .toList();
    }

    private boolean isBroken(String rule) {
        var applies =
                template.at("Rules", rule, "RuleCondition").map(this::holds).orElse(true);
        return applies
                && template.listAt("Rules", rule, "Assertions").stream()
                        .anyMatch(assertion -> !holds(((Map<?, ?>) assertion).get("Assert")));
    }

    private boolean holds(Object condition) {
        var operator = ((Map<?, ?>) condition).entrySet().iterator().next();
        var operands = (List<?>) operator.getValue();
        return switch (operator.getKey().toString()) {
            case "Fn::And" -> operands.stream().allMatch(this::holds);
            case "Fn::Or" -> operands.stream().anyMatch(this::holds);
            case "Fn::Not" -> !holds(operands.getFirst());
            case "Fn::Equals" -> value(operands.getFirst()).equals(value(operands.getLast()));
            case "Fn::Contains" -> list(operands.getFirst()).contains(value(operands.getLast()));
            default -> throw new IllegalArgumentException("not of a rule: " + condition);
        };
    }

    private List<String> list(Object operand) {
        return Arrays.asList(value(operand).split(",", -1));
    }

    private String value(Object operand) {
        if (!(operand instanceof Map<?, ?> reference)) {
            return operand.toString();
        }
        var name = reference.get("Ref").toString();
        var given = parameters.get(name);
        return given != null
                ? given
                : template.at("Parameters", name, "Default").orElse("").toString();
    }
}
