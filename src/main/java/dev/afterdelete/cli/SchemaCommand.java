package dev.afterdelete.cli;

import dev.afterdelete.Schema;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the DDL of our own tables, or carries it out. */
@Command(
        name = "schema",
        description = "Prints the DDL of the tables of Afterdelete's own; with --apply, creates them.")
@SuppressWarnings("NullAway.Init")
final class SchemaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @CommandLine.ParentCommand
    private Main main;

    @Mixin
    private RelationsOption relations;

    @Option(names = "--apply", description = "create what is missing in the database of AFTERDELETE_DB_URL")
    private boolean apply;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        if (!apply) {
            out.print(Schema.ddl(relations.read(main)));
            out.flush();
            return Main.DONE;
        }
        Schema.apply(relations.read(main), main.environment());
        out.println("The tables afterdelete_outbox, afterdelete_orphan_scan and afterdelete_orphans are there.");
        return Main.DONE;
    }
}
