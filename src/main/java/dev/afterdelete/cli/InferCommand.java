package dev.afterdelete.cli;

import dev.afterdelete.Schema;
import dev.afterdelete.cli.print.InferenceJson;
import dev.afterdelete.infer.Inference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a declaration from the live schema, with what it could not know left for a person to decide. */
@Command(
        name = "infer",
        description = {
            "Writes a declaration from the foreign keys of the database of AFTERDELETE_DB_URL, and from names and types.",
            "It ends with 1 while there is something left for a person to decide."
        })
@SuppressWarnings("NullAway.Init")
final class InferCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @CommandLine.ParentCommand
    private Main main;

    @Option(
            names = "--relations",
            paramLabel = "FILE",
            description = "where to write it; without it, to standard output")
    private Optional<Path> relations;

    @Option(names = "--force", description = "overwrite FILE")
    private boolean force;

    @Option(names = "--json", description = "print the relations as a JSON array instead")
    private boolean json;

    @Override
    public Integer call() {
        relations.filter(file -> !force && Files.exists(file)).ifPresent(InferCommand::refuse);
        var inference = Inference.of(Schema.read(main.environment()));
        if (inference.relations().isEmpty()) {
            spec.commandLine().getErr().println(nothing(inference));
            return Main.LEFT;
        }
        relations.ifPresentOrElse(file -> write(file, inference.text()), () -> print(inference));
        spec.commandLine().getErr().println(summary(inference));
        return inference.undecided() > 0 ? Main.LEFT : Main.DONE;
    }

    private void print(Inference inference) {
        var out = spec.commandLine().getOut();
        out.print(json ? InferenceJson.of(inference) : inference.text());
        out.flush();
    }

    private void write(Path file, String text) {
        try {
            if (force) {
                Files.writeString(file, text);
            } else {
                Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
            }
        } catch (FileAlreadyExistsException _) {
            refuse(file);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("%s cannot be written: %s".formatted(file, unwritable), unwritable);
        }
    }

    private static void refuse(Path file) {
        throw new UncheckedIOException(
                file + " is there already; --force overwrites it", new FileAlreadyExistsException(file.toString()));
    }

    private static String nothing(Inference inference) {
        return "Nothing was written: among the %d tables of %s that this user may see, nothing looks like a reference."
                .formatted(
                        inference.database().tables().size(),
                        inference.database().name());
    }

    private static String summary(Inference inference) {
        return "%d relations found, %d of them for you to decide (onDelete: undecided); afterdelete check lists them."
                .formatted(inference.relations().size(), inference.undecided());
    }
}
