package dev.afterdelete.jdbc;

import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.jdbc.KnownErrors.Numbered;
import dev.afterdelete.jdbc.KnownErrors.Worded;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of known errors as documents show it. */
public final class KnownErrorsTable {
    private KnownErrorsTable() {}

    /** A line for each code that an error can have, in the order of the codes. */
    public static String markdown() {
        return Arrays.stream(FaultCode.values())
                .filter(code -> errors(code).findAny().isPresent())
                .map(code -> "| `%s` | %s | %s |"
                        .formatted(
                                code,
                                code.faultClass()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '),
                                errors(code).collect(Collectors.joining(", "))))
                .collect(Collectors.joining("\n", "| code | class | errors |\n|---|---|---|\n", "\n"));
    }

    /** The numbers whose message is read. */
    public static String ambiguous() {
        return KnownErrors.AMBIGUOUS.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static Stream<String> errors(FaultCode code) {
        var numbered = KnownErrors.BY_NUMBER.stream()
                .filter(known -> known.code() == code)
                .sorted(Comparator.comparingInt(Numbered::number))
                .map(known -> "%d `%s`%s".formatted(known.number(), known.name(), of(known.origin())));
        var worded = KnownErrors.BY_MESSAGE.stream()
                .filter(known -> known.code() == code)
                .map((Worded known) -> "“%s”%s".formatted(known.text(), of(known.origin())));
        return Stream.concat(numbered, worded);
    }

    private static String of(KnownErrors.Origin origin) {
        return origin == KnownErrors.Origin.MYSQL ? "" : " (" + origin.product() + ")";
    }
}
