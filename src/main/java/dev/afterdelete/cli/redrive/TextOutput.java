package dev.afterdelete.cli.redrive;

import dev.afterdelete.redrive.Choice;
import dev.afterdelete.redrive.Exhibit;
import dev.afterdelete.redrive.Overview;
import dev.afterdelete.redrive.Overview.Group;
import dev.afterdelete.redrive.Refusal;
import dev.afterdelete.redrive.Report;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** For a person. */
public final class TextOutput implements Output {
    private final Place place;
    private final String mover;

    /** About messages in {@code place}; what nobody refused {@code mover} has moved there. */
    public TextOutput(Place place, String mover) {
        this.place = place;
        this.mover = mover;
    }

    @Override
    public String overview(Overview overview) {
        var heading = overview.looked() == 0
                ? "No %s.%n".formatted(place.many())
                : "%s%n%n".formatted(place.counted(overview.looked()));
        return heading + overview.groups().stream().map(this::group).collect(Collectors.joining()) + unseen(overview);
    }

    private String group(Group group) {
        return "%,9d  %-22s since %s%n           %s%n           for example %s%n"
                .formatted(
                        group.count(),
                        group.code(),
                        time(group.oldest()),
                        reason(group.sample()),
                        name(group.sample()));
    }

    /** What there is beyond what could be looked at. */
    private String unseen(Overview overview) {
        var hidden = overview.hidden() == 0
                ? ""
                : "%nAbout %,d more cannot be seen just now: somebody is looking at them, or was until a moment ago.%n"
                        .formatted(overview.hidden());
        return overview.isCutShort()
                ? hidden + "%nThere are more: no more can be looked at together.%n".formatted()
                : hidden;
    }

    @Override
    public String exhibit(Exhibit exhibit) {
        var refusal = exhibit.refusal();
        var lines = new StringBuilder();
        lines.append(line("id", refusal.id()));
        lines.append(line("code", refusal.code()));
        lines.append(line("since", time(refusal.since())));
        lines.append(line("table", refusal.table().orElse("unknown: the message cannot be read")));
        exhibit.attributes().forEach((name, text) -> lines.append(line(name, text)));
        return lines.append("%n%s%n".formatted(printable(exhibit.body()))).toString();
    }

    private static String line(String name, String text) {
        return "%-30s %s%n".formatted(printable(name), printable(text));
    }

    @Override
    public String candidate(Refusal refusal) {
        return "%s  %s  %-22s %s%n"
                .formatted(
                        refusal.id(),
                        time(refusal.since()),
                        refusal.code(),
                        refusal.table().orElse("-"));
    }

    @Override
    public String trial(Deed deed, Overview chosen) {
        var count = chosen.ids().size();
        return "Would %s %s. Nothing was done.%n".formatted(deed.infinitive(), place.counted(count)) + unseen(chosen);
    }

    @Override
    public String report(Deed deed, Overview chosen, Report report) {
        var text = new StringBuilder();
        text.append("%s %s.%n".formatted(place.counted(report.dealtWith()), deed.participle()));
        if (report.outboxRows() > 0) {
            text.append("%,d outbox rows %s.%n"
                    .formatted(
                            report.outboxRows(),
                            deed == Deed.DROP ? "removed: nothing is owed for them any more" : "re-armed"));
        }
        if (report.stillThere() > 0) {
            text.append(
                    "%,d of them could not be removed, and will be found again: harmless, but for one more cascade.%n"
                            .formatted(report.stillThere()));
        }
        if (report.left() > 0) {
            text.append("%,d left: %s%n".formatted(report.left(), place.untouched(deed)));
        }
        var vanished = chosen.ids().size() - report.dealtWith() - report.left();
        if (vanished > 0) {
            text.append("%,d more were not tried, or are not there any more.%n".formatted(vanished));
        }
        report.firstFault().ifPresent(fault -> text.append("%s: %s%n".formatted(fault.code(), fault.reason())));
        return text + unseen(chosen);
    }

    @Override
    public String hint(Choice choice, Overview chosen) {
        var absent = new TreeSet<>(choice.codes());
        absent.removeAll(chosen.codes());
        return absent.isEmpty() || chosen.codes().isEmpty() || !chosen.ids().isEmpty()
                ? ""
                : "None has the code %s; there are %s.%n"
                        .formatted(printable(String.join(", ", absent)), printable(String.join(", ", chosen.codes())));
    }

    private String reason(Refusal refusal) {
        return refusal.reason().map(TextOutput::printable).orElseGet(() -> withoutReason(refusal));
    }

    private String withoutReason(Refusal refusal) {
        return refusal.code().equals(Refusal.NO_CODE)
                ? "no consumer refused it: its deliveries were used up, and %s moved it here".formatted(mover)
                : "the outbox keeps no reason; a dead letter of it would";
    }

    private String name(Refusal refusal) {
        return refusal.id() + refusal.table().map(table -> ", of " + table).orElse("");
    }

    /** Strangers wrote it: what a terminal would obey is replaced. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}&&[^\n\t]]", "\ufffd");
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
