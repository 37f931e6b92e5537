package dev.afterdelete.wire.yaml;

import dev.afterdelete.wire.yaml.YamlNode.Ambiguous;
import dev.afterdelete.wire.yaml.YamlNode.Flag;
import dev.afterdelete.wire.yaml.YamlNode.Nothing;
import dev.afterdelete.wire.yaml.YamlNode.Text;
import dev.afterdelete.wire.yaml.YamlNode.Whole;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells what a value without quotes is, where YAML 1.1 and YAML 1.2 agree about it.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#103-core-schema">YAML 1.2, core schema</a>
 * @see <a href="https://yaml.org/type/">YAML 1.1, types</a>
 */
final class Scalars {
    private static final int LONGEST_NUMBER = 64;
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off");
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]*");
    private static final Pattern DIGITS = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern NUMBER = Pattern.compile("""
            [-+]? (?: 0[xob][0-9a-f_]+                                     # other bases
                    | [0-9][0-9_]* (?: :[0-9]+ )* (?: \\. [0-9_]* )? (?: e[-+]?[0-9]+ )?   # 1:30, 1_000, 1.5, 1e3
                    | \\. [0-9_]+ (?: e[-+]?[0-9]+ )?
                    | \\. (?: inf | nan ) )
            | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} .*                            # dates
            """, Pattern.COMMENTS | Pattern.CASE_INSENSITIVE);

    private Scalars() {}

    static YamlNode plain(String written, Place place) {
        return switch (written) {
            case "", "~", "null" -> new Nothing(place);
            case "true" -> new Flag(true, place);
            case "false" -> new Flag(false, place);
            default -> numberOrText(written, place);
        };
    }

    private static YamlNode numberOrText(String written, Place place) {
        if (written.length() > LONGEST_NUMBER) {
            return DIGITS.matcher(written).matches() ? new Ambiguous("a number", place) : new Text(written, place);
        }
        if (WHOLE.matcher(written).matches()) {
            return new Whole(new BigInteger(written), place);
        }
        if (WORDS.contains(written.toLowerCase(Locale.ROOT))
                || NUMBER.matcher(written).matches()) {
            return new Ambiguous(written, place);
        }
        return new Text(written, place);
    }
}
