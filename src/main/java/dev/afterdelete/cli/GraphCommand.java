package dev.afterdelete.cli;

import dev.afterdelete.cli.print.GraphJson;
import dev.afterdelete.cli.print.Mermaid;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws the declaration. It needs no database. */
@Command(name = "graph", description = "Prints the relations as a Mermaid flowchart.")
@SuppressWarnings("NullAway.Init")
final class GraphCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @CommandLine.ParentCommand
    private Main main;

    @Mixin
    private RelationsOption relations;

    @Option(names = "--json", description = "print JSON, for machines")
    private boolean json;

    @Override
    public Integer call() {
        var graph = relations.read(main);
        spec.commandLine().getOut().print(json ? GraphJson.of(graph) : Mermaid.of(graph));
        spec.commandLine().getOut().flush();
        return Main.DONE;
    }
}
