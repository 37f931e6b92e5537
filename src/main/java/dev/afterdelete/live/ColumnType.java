package dev.afterdelete.live;

import dev.afterdelete.graph.KeyType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a column holds.
 *
 * @param dataType without length and sign, in lower case, as {@code bigint}
 * @param declared whole, in the server's words, as {@code bigint unsigned}
 * @param maxLength characters of a text, bytes of a binary string; empty for everything else
 * @param charset of a text; empty for everything else
 * @param collation of a text; empty for everything else
 */
public record ColumnType(
        String dataType,
        String declared,
        OptionalLong maxLength,
        Optional<String> charset,
        Optional<String> collation) {
    private static final Map<String, Integer> INTEGER_BITS =
            Map.of("tinyint", 8, "smallint", 16, "mediumint", 24, "int", 32, "bigint", 64);
    private static final Set<String> STRINGS =
            Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum");
    private static final Set<String> BINARIES =
            Set.of("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob");
    private static final Set<String> TIMES = Set.of("datetime", "timestamp", "date");
    private static final Pattern ESCAPED = Pattern.compile("''|\\\\.");
    private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*)'");

    /** A type of neither text nor bytes. */
    public static ColumnType of(String dataType, String declared) {
        return new ColumnType(dataType, declared, OptionalLong.empty(), Optional.empty(), Optional.empty());
    }

    /** The key type whose values this column compares without any conversion; empty for other types. */
    public Optional<KeyType> keyType() {
        if (isInteger()) {
            return Optional.of(KeyType.INTEGER);
        }
        if (STRINGS.contains(dataType)) {
            return Optional.of(KeyType.STRING);
        }
        return BINARIES.contains(dataType) ? Optional.of(KeyType.BINARY) : Optional.empty();
    }

    /** Whether values of {@code type} are compared with this column without any conversion. */
    public boolean compares(KeyType type) {
        return keyType().equals(Optional.of(type));
    }

    /** Whether it is a whole number. */
    public boolean isInteger() {
        return INTEGER_BITS.containsKey(dataType);
    }

    /** The bits of a whole number, 0 for other types. */
    public int bits() {
        return INTEGER_BITS.getOrDefault(dataType, 0);
    }

    /** Whether it is a number without a sign. */
    public boolean isUnsigned() {
        return declared.contains("unsigned");
    }

    /** Whether it holds a date, with or without a time of day. */
    public boolean isTime() {
        return TIMES.contains(dataType);
    }

    /** Whether it holds a date with a time of day. */
    public boolean isMoment() {
        return isTime() && !dataType.equals("date");
    }

    /** Whether what it holds is the same moment in every time zone. */
    public boolean hasZone() {
        return dataType.equals("timestamp");
    }

    /** Whether it can say true and false. */
    public boolean isTruth() {
        return isInteger() || dataType.equals("bit");
    }

    /** Whether an index on it needs a length. */
    public boolean isUnbounded() {
        return dataType.endsWith("text") || dataType.endsWith("blob");
    }

    /** The values of an enumeration; empty for everything else. */
    public List<String> enumerated() {
        if (!dataType.equals("enum")) {
            return List.of();
        }
        return QUOTED.matcher(declared)
                .results()
                .map(match -> unescaped(match.group(1)))
                .toList();
    }

    /** As the server writes a value into {@code COLUMN_TYPE}: a quote twice, and a backslash before what is no text. */
    private static String unescaped(String value) {
        return ESCAPED.matcher(value)
                .replaceAll(escaped -> Matcher.quoteReplacement(
                        switch (escaped.group()) {
                            case "\\n" -> "\n";
                            case "\\r" -> "\r";
                            case "\\0" -> "\0";
                            default -> escaped.group().substring(1);
                        }));
    }

    /** For a person: without the display width that some servers show with whole numbers. */
    @Override
    public String toString() {
        return isInteger() ? dataType + (isUnsigned() ? " unsigned" : "") : declared;
    }
}
