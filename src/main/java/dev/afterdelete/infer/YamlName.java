package dev.afterdelete.infer;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A name as YAML writes it. */
final class YamlName {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private YamlName() {}

    /** {@code name}, in quotation marks where YAML could take it for something else. */
    static String of(String name) {
        return PLAIN.matcher(name).matches() && !WORDS.contains(name.toLowerCase(Locale.ROOT))
                ? name
                : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
