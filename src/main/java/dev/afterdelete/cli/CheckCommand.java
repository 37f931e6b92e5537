package dev.afterdelete.cli;

import dev.afterdelete.Declaration;
import dev.afterdelete.Schema;
import dev.afterdelete.check.SchemaCheck;
import dev.afterdelete.check.Severity;
import dev.afterdelete.cli.print.FindingsJson;
import dev.afterdelete.cli.print.FindingsText;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds the declaration against the live schema; for a team's CI, after its migrations. */
@Command(
        name = "check",
        description = "Holds the declaration against the schema of the database of AFTERDELETE_DB_URL. It only reads.")
@SuppressWarnings("NullAway.Init")
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @CommandLine.ParentCommand
    private Main main;

    @Mixin
    private RelationsOption relations;

    @Option(names = "--json", description = "print the findings as a JSON array")
    private boolean json;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "warning",
            description = "end with 1 from this severity on: error, warning or info (default: ${DEFAULT-VALUE})")
    private String failOn;

    @Override
    public Integer call() {
        var least = severity();
        var file = relations.find(main);
        var draft = Declaration.readDraft(file);
        var live = Schema.read(draft.graph(), main.environment());
        var findings = SchemaCheck.findings(draft, live);
        var name = Declaration.name(file);
        var out = spec.commandLine().getOut();
        out.print(json ? FindingsJson.of(findings, name) : FindingsText.of(findings, name, draft, live));
        out.flush();
        var fails = findings.stream().anyMatch(finding -> finding.severity().compareTo(least) <= 0);
        return fails ? Main.LEFT : Main.DONE;
    }

    private Severity severity() {
        for (var severity : Severity.values()) {
            if (severity.word().equals(failOn)) {
                return severity;
            }
        }
        throw new CommandLine.ParameterException(
                spec.commandLine(), "--fail-on is error, warning or info, not \"" + failOn + "\"");
    }
}
