package dev.afterdelete.cli.print;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Table;
import dev.afterdelete.preview.Footprint;
import dev.afterdelete.preview.Footprint.Fate;
import dev.afterdelete.preview.Footprint.Restricting;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a delete would touch, for a person. */
public final class FootprintText {
    private FootprintText() {}

    /** A heading, a line for each table and fate, and what forbids it, most important first. */
    public static String of(Table table, int asked, Footprint footprint) {
        var rows = asked == 1 ? "1 row" : asked + " rows";
        var heading = footprint.restricting().isEmpty()
                ? "Deleting %s of %s would touch:%n".formatted(rows, table.name())
                : "Deleting %s of %s would be refused, because of rows that stay:%n".formatted(rows, table.name())
                        + restricting(footprint)
                        + "Without them it would touch:%n".formatted();
        return heading + touched(footprint) + missing(footprint);
    }

    private static String touched(Footprint footprint) {
        if (footprint.touched().isEmpty()) {
            return "  nothing%n".formatted();
        }
        return footprint.touched().stream()
                .map(touched -> "  %-12s %,12d  %s%n"
                        .formatted(
                                word(touched.fate()),
                                touched.rows(),
                                touched.table().name()))
                .collect(Collectors.joining("", "", "  %-12s %,12d  in all%n".formatted("", footprint.rows())));
    }

    private static String restricting(Footprint footprint) {
        return footprint.restricting().stream().map(FootprintText::line).collect(Collectors.joining());
    }

    private static String line(Restricting restricting) {
        var more = restricting.rows() > restricting.first().size() ? ", …" : "";
        return "  %,d of %s where %s: %s%s%n"
                .formatted(
                        restricting.rows(),
                        restricting.relation().child().name(),
                        PlanWords.which(restricting.relation()),
                        restricting.first().stream().map(Key::toString).collect(Collectors.joining("; ")),
                        more);
    }

    private static String missing(Footprint footprint) {
        return footprint.missing() == 0
                ? ""
                : "%,d of the rows named are not there; what still refers to them counts.%n"
                        .formatted(footprint.missing());
    }

    static String word(Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
