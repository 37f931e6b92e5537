package dev.afterdelete.cli;

import dev.afterdelete.Declaration;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.plan.Planner;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what follows when a row is deleted. It needs the declaration only, no database. */
@Command(name = "plan", description = "Prints what follows when a row of TABLE is deleted, in order.")
@SuppressWarnings("NullAway.Init")
final class PlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @CommandLine.ParentCommand
    private Main main;

    @Parameters(paramLabel = "TABLE", description = "a declared table")
    private String table;

    @Option(
            names = "--relations",
            paramLabel = "FILE",
            description = "the declaration; without it AFTERDELETE_RELATIONS, or the bundled one")
    private Optional<Path> relations;

    @Override
    public Integer call() {
        var file = relations.or(() -> Optional.ofNullable(main.environment().get("AFTERDELETE_RELATIONS"))
                .map(Path::of));
        var graph = Declaration.read(file);
        var root = graph.findTable(table)
                .orElseThrow(() ->
                        new FaultException(new Fault(FaultCode.UNKNOWN_TABLE, "table " + table + " is not declared")));
        spec.commandLine().getOut().print(PlanText.of(new Planner(graph).plan(root)));
        spec.commandLine().getOut().flush();
        return Main.DONE;
    }
}
