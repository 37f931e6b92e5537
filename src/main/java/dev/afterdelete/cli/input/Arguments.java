package dev.afterdelete.cli.input;

import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.KeyText;
import java.util.List;
import java.util.regex.Pattern;

/** What a person types as TABLE and ID. */
public final class Arguments {
    private static final Pattern COMMA = Pattern.compile(",");

    private Arguments() {}

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
