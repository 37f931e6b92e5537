package dev.afterdelete.differential;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A column of a random schema.
 *
 * @param name unique in its table
 * @param kind what it holds
 * @param nullable whether it may hold nothing
 */
record Column(String name, Kind kind, boolean nullable) {
    /** What a column holds. */
    enum Kind {
        NUMBER("INT", "integer"),
        BIG("BIGINT UNSIGNED", "integer"),
        TEXT("VARCHAR(20) COLLATE utf8mb4_0900_ai_ci", "string"),
        BYTES("BINARY(4)", "binary");

        private final String sql;
        private final String word;

        Kind(String sql, String word) {
            this.sql = sql;
            this.word = word;
        }
    }

    /** A value of this column that {@code number} makes: another number, another value. */
    String value(int number, RandomGenerator random) {
        return switch (kind) {
            case NUMBER -> Integer.toString(number);
            case BIG ->
                BigInteger.ONE
                        .shiftLeft(64)
                        .subtract(BigInteger.valueOf(number))
                        .toString();
            case TEXT -> sameText("kä" + number, random);
            case BYTES -> "%08x".formatted(number);
        };
    }

    /** A value that the column calls the same; another text, where its collation knows neither case nor accents. */
    String same(String value, RandomGenerator random) {
        return kind == Kind.TEXT ? sameText(value, random) : value;
    }

    private static String sameText(String text, RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.replace('ä', 'a').replace('Ä', 'A');
            default -> text;
        };
    }

    /** The value in SQL. */
    String sql(Optional<String> value) {
        return value.map(some -> switch (kind) {
                    case NUMBER, BIG -> some;
                    case TEXT -> "'" + some + "'";
                    case BYTES -> "x'" + some + "'";
                })
                .orElse("NULL");
    }

    /** The value in JSON. */
    String json(Optional<String> value) {
        return value.map(some -> switch (kind) {
                    case NUMBER, BIG -> some;
                    case TEXT, BYTES -> '"' + some + '"';
                })
                .orElse("null");
    }

    String ddl() {
        return "`%s` %s %s".formatted(name, kind.sql, nullable ? "NULL" : "NOT NULL");
    }

    String yaml() {
        return "{ column: %s, type: %s }".formatted(name, kind.word);
    }
}
