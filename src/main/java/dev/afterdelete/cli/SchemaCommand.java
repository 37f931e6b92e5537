package dev.afterdelete.cli;

import dev.afterdelete.Afterdelete;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the outbox's DDL, or carries it out. */
@Command(name = "schema", description = "Prints the DDL of the outbox table; with --apply, creates it.")
@SuppressWarnings("NullAway.Init")
final class SchemaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @CommandLine.ParentCommand
    private Main main;

    @Option(names = "--apply", description = "create what is missing in the database of AFTERDELETE_DB_URL")
    private boolean apply;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        if (!apply) {
            out.print(Afterdelete.ddl());
            out.flush();
            return Main.DONE;
        }
        Afterdelete.applySchema(main.environment());
        out.println("The outbox table afterdelete_outbox is there.");
        return Main.DONE;
    }
}
