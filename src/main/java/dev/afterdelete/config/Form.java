package dev.afterdelete.config;

import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How the text of a setting has to look.
 *
 * @param unit what the value counts or is, for the table
 * @param range what is accepted, for the table
 * @param parser reads a text that is not empty
 */
record Form<T>(String unit, String range, Function<String, Parsed<T>> parser) {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    /** What came of reading the text of one setting. */
    sealed interface Parsed<T> {
        /** The text can be used. */
        record Usable<T>(T value) implements Parsed<T> {}

        /**
         * The text cannot be used.
         *
         * @param matter what was expected and what was found, without what is secret
         */
        record Unusable<T>(String matter) implements Parsed<T> {}
    }

    /** A whole number of {@code unit}. */
    static Form<Long> whole(String unit, long min, long max) {
        var range = min + " to " + max;
        return new Form<>(unit, range, text -> {
            var number = DIGITS.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.<Long>empty();
            return usable(number.filter(value -> value >= min && value <= max))
                    .orElseGet(() -> expected(range + " " + unit, text));
        });
    }

    /** A time in whole milliseconds. */
    static Form<Duration> duration(String min, String max) {
        return duration(min, max, MILLISECOND);
    }

    /** A time in whole seconds. */
    static Form<Duration> seconds(String min, String max) {
        return duration(min, max, Duration.ofSeconds(1));
    }

    /** One of the names of an enum, in lower case. */
    static <E extends Enum<E>> Form<E> choice(Class<E> type) {
        var names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        var range = String.join(", ", names);
        return new Form<>(
                "name",
                range,
                text -> usable(constant(type, names, text))
                        .orElseGet(() -> expected("one of " + range, text, Spelling.hint(text, names))));
    }

    /** Text that {@code parser} takes; what it does not take is not shown. */
    static <T> Form<T> hidden(String unit, String range, String expected, Function<String, Optional<T>> parser) {
        return new Form<>(
                unit,
                range,
                text -> usable(parser.apply(text)).orElseGet(() -> new Parsed.Unusable<>("expected " + expected)));
    }

    /** Text that {@code parser} takes. */
    static <T> Form<T> shown(String unit, String range, String expected, Function<String, Optional<T>> parser) {
        return new Form<>(unit, range, text -> usable(parser.apply(text)).orElseGet(() -> expected(expected, text)));
    }

    private static Form<Duration> duration(String min, String max, Duration step) {
        var least = Duration.parse(min);
        var most = Duration.parse(max);
        var range = min + " to " + max;
        return new Form<>("ISO-8601 duration", range, text -> {
            var duration = parse(text);
            if (duration.isEmpty()) {
                return expected("an ISO-8601 duration such as PT5S", text);
            }
            var inRange = duration.filter(time -> time.compareTo(least) >= 0 && time.compareTo(most) <= 0);
            if (inRange.isEmpty()) {
                return expected(range, text);
            }
            return usable(inRange.filter(time -> time.toNanos() % step.toNanos() == 0))
                    .orElseGet(() -> expected("a multiple of " + step, text));
        });
    }

    private static Optional<Duration> parse(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, List<String> names, String text) {
        return names.contains(text) ? Optional.of(type.getEnumConstants()[names.indexOf(text)]) : Optional.empty();
    }

    private static <T> Optional<Parsed<T>> usable(Optional<T> value) {
        return value.map(Parsed.Usable::new);
    }

    private static <T> Parsed<T> expected(String expected, String text) {
        return expected(expected, text, "");
    }

    private static <T> Parsed<T> expected(String expected, String text, String hint) {
        return new Parsed.Unusable<>("expected " + expected + ", was " + Quote.of(text) + hint);
    }
}
