package dev.afterdelete.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The points in time of RFC 3339, as they stand in messages.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339">RFC 3339</a>
 */
final class Rfc3339 {
    /** What a time is, for a person. */
    static final String EXPECTED = "an RFC 3339 time with offset such as 2026-01-31T08:30:00Z";

    private static final Pattern FORM = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})");
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Rfc3339() {}

    /**
     * The point in time that {@code text} names, with at most nanoseconds, whose year has four digits in UTC too.
     *
     * @return empty when it names none; a leap second is none
     */
    static Optional<Instant> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                    .filter(time -> !time.isBefore(FIRST) && !time.isAfter(LAST));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
