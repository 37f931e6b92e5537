package dev.afterdelete.wire.declaration;

import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.SoftDelete.Form;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.yaml.YamlNode;
import dev.afterdelete.wire.yaml.YamlNode.Text;
import dev.afterdelete.wire.yaml.YamlNode.Whole;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads what keeps rows of a table from going too soon, too many, or in place of others. */
final class SafeguardReader {
    private static final Pattern DURATION = Pattern.compile(
            "P(?=[0-9T])(?:[0-9]{1,9}D)?(?:T(?=[0-9])(?:[0-9]{1,9}H)?(?:[0-9]{1,9}M)?(?:[0-9]{1,9}S)?)?");
    private static final BigInteger MAX_CAP = BigInteger.valueOf(Table.MAX_CAP);

    private final Values values;

    SafeguardReader(Values values) {
        this.values = values;
    }

    /** The column that says when a row was created; empty where there is none, or after a mistake. */
    Optional<String> createdAt(Fields fields) {
        return fields.find("createdAt").flatMap(node -> values.identifier(node, "the name of a column"));
    }

    /** The most rows of one cascade; empty where nothing is said, or after a mistake. */
    OptionalLong cap(Fields fields) {
        return fields.find("cap").map(this::cap).orElseGet(OptionalLong::empty);
    }

    private OptionalLong cap(YamlNode node) {
        if (node instanceof Whole(var rows, var _) && rows.signum() > 0 && rows.compareTo(MAX_CAP) <= 0) {
            return OptionalLong.of(rows.longValue());
        }
        values.wrong(node, "1 to %d rows".formatted(Table.MAX_CAP));
        return OptionalLong.empty();
    }

    /**
     * The soft delete with the grace that the table declares.
     *
     * @param softDelete as it is read; empty where there is none, or after a mistake
     */
    Optional<SoftDelete> withGrace(Fields fields, Optional<SoftDelete> softDelete) {
        var node = fields.find("grace");
        if (node.isEmpty()) {
            return softDelete;
        }
        var grace = grace(node.get());
        if (softDelete.isPresent() && softDelete.get().form() instanceof Form.NotNull) {
            var column = softDelete.get().column();
            return grace.map(time -> new SoftDelete(column, new Form.NotNull(time)));
        }
        if (softDelete.isPresent() || fields.find("softDelete").isEmpty()) {
            values.mistake(
                    node.get().place(),
                    "grace needs a softDelete with deleted: not_null, whose column says since when a row is deleted");
        }
        return softDelete;
    }

    private Optional<Duration> grace(YamlNode node) {
        var grace = node instanceof Text(var text, var _) ? duration(text) : Optional.<Duration>empty();
        if (grace.isEmpty()) {
            values.wrong(
                    node,
                    "an ISO-8601 duration such as P7D or PT12H, at most P%dD".formatted(SoftDelete.MAX_GRACE.toDays()));
        }
        return grace;
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(text)
                    .filter(DURATION.asMatchPredicate())
                    .map(Duration::parse)
                    .filter(grace -> grace.isPositive() && grace.compareTo(SoftDelete.MAX_GRACE) <= 0);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
