package dev.afterdelete.cli;

import dev.afterdelete.cli.input.Arguments;
import dev.afterdelete.cli.print.PlanJson;
import dev.afterdelete.cli.print.PlanSql;
import dev.afterdelete.cli.print.PlanText;
import dev.afterdelete.cli.print.PlanTree;
import dev.afterdelete.graph.Key;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private RelationsOption relations;

    @Parameters(index = "0", paramLabel = "TABLE", description = "a declared table")
    private String table;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "its key; a composite one as a,b")
    private Optional<String> id;

    @Option(names = "--sql", description = "print the statements")
    private boolean sql;

    @Option(names = "--json", description = "print JSON, for machines")
    private boolean json;

    @Override
    public Integer call() {
        var graph = relations.read(main);
        var root = Arguments.table(graph, table);
        var key = id.map(text -> Arguments.key(root, text));
        spec.commandLine().getOut().print(text(PlanTree.of(graph, root), key));
        spec.commandLine().getOut().flush();
        return Main.DONE;
    }

    private String text(PlanTree tree, Optional<Key> key) {
        var statements = new PlanSql(tree, key);
        if (json) {
            return new PlanJson(tree, sql ? Optional.of(statements) : Optional.empty()).text();
        }
        return sql ? statements.text(key) : PlanText.of(tree, key);
    }
}
