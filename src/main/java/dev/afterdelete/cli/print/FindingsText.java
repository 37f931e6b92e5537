package dev.afterdelete.cli.print;

import dev.afterdelete.check.Finding;
import dev.afterdelete.check.Severity;
import dev.afterdelete.live.LiveDatabase;
import dev.afterdelete.wire.Draft;
import java.util.List;

/** Findings for a person: grouped by severity, each with a line of what is the matter and one of what to do. */
public final class FindingsText {
    private final List<Finding> findings;
    private final StringBuilder text = new StringBuilder();

    private FindingsText(List<Finding> findings) {
        this.findings = findings;
    }

    /** The whole report, each line ended by a line feed. */
    public static String of(List<Finding> findings, String file, Draft draft, LiveDatabase live) {
        var report = new FindingsText(findings);
        for (var severity : Severity.values()) {
            report.group(severity);
        }
        report.line("%s, %s, held against the %s of %s: %s."
                .formatted(
                        file,
                        counted(draft.graph().relations().size(), "relation"),
                        counted(live.tables().size(), "table"),
                        live.name(),
                        report.summary()));
        return report.text.toString();
    }

    private void group(Severity severity) {
        var group = of(severity);
        if (group.isEmpty()) {
            return;
        }
        line("%s (%d): %s".formatted(heading(severity), group.size(), meaning(severity)));
        line("");
        group.forEach(this::finding);
        line("");
    }

    private void finding(Finding finding) {
        line("  %s%s  [%s]".formatted(where(finding), finding.message(), finding.code()));
        line("      > " + finding.remedy());
    }

    private static String where(Finding finding) {
        return finding.place().map(place -> "line %d: ".formatted(place.line())).orElse("");
    }

    private String summary() {
        return findings.isEmpty()
                ? "nothing found"
                : "%s, %s, %d for information"
                        .formatted(
                                counted(of(Severity.ERROR).size(), "error"),
                                counted(of(Severity.WARNING).size(), "warning"),
                                of(Severity.INFO).size());
    }

    private List<Finding> of(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    private void line(String content) {
        text.append(content).append('\n');
    }

    private static String heading(Severity severity) {
        return switch (severity) {
            case ERROR -> "ERRORS";
            case WARNING -> "WARNINGS";
            case INFO -> "INFORMATION";
        };
    }

    private static String meaning(Severity severity) {
        return switch (severity) {
            case ERROR -> "cascades do not run, or do something else than is declared";
            case WARNING -> "cascades run, and are slow, incomplete or not alone";
            case INFO -> "nothing is wrong";
        };
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
