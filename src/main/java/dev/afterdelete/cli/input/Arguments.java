package dev.afterdelete.cli.input;

import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.KeyText;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** What a person types as TABLE, ID and DURATION. */
public final class Arguments {
    private static final Pattern COMMA = Pattern.compile(",");

    private Arguments() {}

    /**
     * The time that a text names.
     *
     * @throws TypeConversionException it names none
     */
    public static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException _) {
            throw new TypeConversionException(
                    "expected an ISO-8601 duration such as PT1H, was %s".formatted(Quote.of(text)));
        }
    }

    /**
     * Checks that an option of a command says a time that passes.
     *
     * @throws ParameterException it says none
     */
    public static void requirePositive(CommandSpec command, String option, Duration duration) {
        if (!duration.isPositive()) {
            throw new ParameterException(
                    command.commandLine(), "%s: expected more than PT0S, was %s".formatted(option, duration));
        }
    }

    /**
     * The declared table of this name.
     *
     * @throws FaultException permanent: there is none
     */
    public static Table table(RelationGraph graph, String name) {
        return graph.findTable(name)
                .orElseThrow(() -> FaultException.of(
                        FaultCode.UNKNOWN_TABLE,
                        "table %s is not declared%s"
                                .formatted(
                                        Quote.of(name),
                                        Spelling.hint(
                                                name,
                                                graph.tables().stream()
                                                        .map(Table::name)
                                                        .toList()))));
    }

    /**
     * The key that a text names; the parts of a composite one stand with commas between them.
     *
     * @throws FaultException permanent: it is no key of the table
     */
    public static Key key(Table table, String id) {
        return switch (KeyText.parse(table, List.of(COMMA.split(id, -1)))) {
            case KeyText.Valid(var key) -> key;
            case KeyText.Invalid(var fault) -> throw new FaultException(fault);
        };
    }
}
