package dev.afterdelete.sql;

import dev.afterdelete.graph.KeyValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How moments are spelled in MySQL. Sessions run in UTC, so that a TIMESTAMP is compared as the moment that it is, and
 * a DATETIME, which has no zone, as one of UTC.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/datetime.html">MySQL: DATE, DATETIME and TIMESTAMP</a>
 */
final class Times {
    private static final DateTimeFormatter LITERAL = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    // What a DATETIME can hold.
    private static final Instant FIRST = Instant.parse("1000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Times() {}

    /** The column holds a time: neither NULL nor the zero date, with which old schemas say "never". */
    static String said(String column) {
        return "%s IS NOT NULL AND YEAR(%s) > 0".formatted(column, column);
    }

    /** The column holds no time, the opposite of {@link #said}. */
    static String unsaid(String column) {
        return "COALESCE(YEAR(%s), 0) = 0".formatted(column);
    }

    /** The column holds a time that lies so many seconds back, by the database's own clock. */
    static String longAgo(String column) {
        return "%s <= CURRENT_TIMESTAMP(6) - INTERVAL ? SECOND AND YEAR(%s) > 0".formatted(column, column);
    }

    /** The column lies on a side of a moment; NULL and the zero date, which mean "unknown", lie on neither. */
    static String created(String column, RowCondition.Side side) {
        return switch (side) {
            case BY -> "(YEAR(%s) > 0 AND %s <= CAST(? AS DATETIME(6)))".formatted(column, column);
            case FROM -> column + " >= CAST(? AS DATETIME(6))";
        };
    }

    static KeyValue value(Instant moment) {
        if (moment.isBefore(FIRST)) {
            return KeyValue.of(LITERAL.format(FIRST));
        }
        return KeyValue.of(LITERAL.format(moment.isAfter(LAST) ? LAST : moment));
    }
}
