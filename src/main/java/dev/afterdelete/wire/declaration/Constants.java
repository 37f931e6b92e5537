package dev.afterdelete.wire.declaration;

import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.KeyValue.IntegerValue;
import dev.afterdelete.graph.KeyValue.StringValue;
import dev.afterdelete.wire.yaml.YamlNode;
import dev.afterdelete.wire.yaml.YamlNode.Text;
import dev.afterdelete.wire.yaml.YamlNode.Whole;
import java.math.BigInteger;
import java.util.Optional;

/** Reads constants of the column's own type: {@code 0} is a number, {@code "0"} is a text. */
final class Constants {
    private Constants() {}

    /** The constant; empty after a mistake. */
    static Optional<KeyValue> read(YamlNode node, String expected, Values values) {
        if (node instanceof Text(var text, var _)) {
            return Optional.of(new StringValue(text));
        }
        if (node instanceof Whole(var number, var _) && isInteger(number)) {
            return Optional.of(new IntegerValue(number));
        }
        values.wrong(node, expected);
        return Optional.empty();
    }

    private static boolean isInteger(BigInteger number) {
        return number.compareTo(IntegerValue.MIN) >= 0 && number.compareTo(IntegerValue.MAX) <= 0;
    }
}
