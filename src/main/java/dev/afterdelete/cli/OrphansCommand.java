package dev.afterdelete.cli;

import dev.afterdelete.Afterdelete;
import dev.afterdelete.Orphans;
import dev.afterdelete.cli.input.Arguments;
import dev.afterdelete.cli.print.OrphansJson;
import dev.afterdelete.cli.print.OrphansText;
import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.orphan.OrphanPolicy.Treatment;
import dev.afterdelete.orphan.OrphanReport;
import java.io.Console;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks for child rows whose parent is gone, and fixes those that two passes found. */
@Command(
        name = "orphans",
        description = {
            "Looks for child rows whose parent is gone: one pass over every relation, or the rest of the one that was interrupted.",
            "With --fix, orphans that an earlier pass found too, at least --confirm-after ago, get what their relation says. "
                    + "So run it twice."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every pass is over, and no orphans are left but those of do_nothing",
            "1:orphans are left, a none is undeclared, or time ended; the output says what",
            "2:could not run"
        })
@SuppressWarnings("NullAway.Init")
final class OrphansCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @CommandLine.ParentCommand
    private Main main;

    @Mixin
    private RelationsOption relations;

    @Option(names = "--fix", description = "fix what is confirmed; without it nothing is changed but our own tables")
    private boolean fix;

    @Option(
            names = "--confirm-after",
            paramLabel = "DURATION",
            description =
                    "how far apart the two passes are, at least, that find an orphan (ISO 8601), in place of AFTERDELETE_ORPHANS_CONFIRM_AFTER")
    private Optional<Duration> confirmAfter;

    @Option(
            names = "--relation",
            paramLabel = "NAME",
            description = "only this one, as TABLE.COLUMN, or those of a child TABLE; may be repeated")
    private List<String> names = List.of();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "PT1H",
            description = "begin no page after so long (ISO 8601; default: ${DEFAULT-VALUE})")
    private Duration duration;

    @Option(names = "--json", description = "print JSON, for machines")
    private boolean json;

    @Override
    public Integer call() {
        Arguments.requirePositive(spec, "--for", duration);
        try (var afterdelete =
                Afterdelete.from(environment(), spec.commandLine().getErr()::println)) {
            var orphans = afterdelete.orphans();
            var confirming = orphans.confirmAfter();
            var reports = orphans.scan(
                    chosen(afterdelete.graph()),
                    fix ? Treatment.FIX : Treatment.REPORT,
                    confirming,
                    afterdelete.exactBudget(duration),
                    progress());
            clearProgress();
            print(reports, orphans, confirming);
            return isAllFine(reports) ? Main.DONE : Main.LEFT;
        }
    }

    private Map<String, String> environment() {
        var environment = new LinkedHashMap<>(relations.environment(main));
        confirmAfter.ifPresent(time -> environment.put("AFTERDELETE_ORPHANS_CONFIRM_AFTER", time.toString()));
        return environment;
    }

    private void print(List<OrphanReport> reports, Orphans orphans, Duration confirming) {
        var out = spec.commandLine().getOut();
        var owed = orphans.owed();
        out.print(
                json
                        ? OrphansJson.of(reports, owed)
                        : OrphansText.of(reports, owed, fix ? Optional.of(confirming) : Optional.empty()));
        out.flush();
    }

    private static boolean isAllFine(List<OrphanReport> reports) {
        return reports.stream().allMatch(report -> report.isOver() && !report.isFinding());
    }

    private List<Relation> chosen(RelationGraph graph) {
        names.forEach(name -> requireKnown(graph, name));
        return graph.relations().stream()
                .filter(relation -> names.isEmpty() || names.stream().anyMatch(name -> isNamed(relation, name)))
                .toList();
    }

    private void requireKnown(RelationGraph graph, String name) {
        if (graph.relations().stream().noneMatch(relation -> isNamed(relation, name))) {
            var known = graph.relations().stream()
                    .flatMap(relation ->
                            Stream.of(relation.name(), relation.child().name()))
                    .distinct()
                    .toList();
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "no relation is called " + Quote.of(name) + Spelling.hint(name, known));
        }
    }

    private static boolean isNamed(Relation relation, String name) {
        return relation.name().equals(name) || relation.child().name().equals(name);
    }

    private LongConsumer progress() {
        return isWatched() ? rows -> write("\r%,d rows looked at".formatted(rows)) : _ -> {};
    }

    private void clearProgress() {
        if (isWatched()) {
            write("\r" + " ".repeat(40) + "\r");
        }
    }

    private void write(String text) {
        spec.commandLine().getErr().print(text);
        spec.commandLine().getErr().flush();
    }

    private boolean isWatched() {
        return !json
                && Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent();
    }
}
