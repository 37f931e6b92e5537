package dev.afterdelete.cli;

import dev.afterdelete.Afterdelete;
import dev.afterdelete.cli.input.Arguments;
import dev.afterdelete.cli.print.FootprintJson;
import dev.afterdelete.cli.print.FootprintText;
import java.io.Console;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Counts what a delete would touch. It writes nothing and needs the right to SELECT only. */
@Command(
        name = "preview",
        description = "Counts the rows that deleting these rows of TABLE would touch. Writes nothing.")
@SuppressWarnings("NullAway.Init")
final class PreviewCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @CommandLine.ParentCommand
    private Main main;

    @Mixin
    private RelationsOption relations;

    @Parameters(index = "0", paramLabel = "TABLE", description = "a declared table")
    private String table;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "ID", description = "keys; a composite one as a,b")
    private List<String> ids;

    @Option(names = "--json", description = "print JSON, for machines")
    private boolean json;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "whose they are, where tables are sharded")
    private Optional<String> tenant;

    @Override
    public Integer call() {
        var err = spec.commandLine().getErr();
        try (var afterdelete = Afterdelete.from(environment(), err::println)) {
            var declared = Arguments.table(afterdelete.graph(), table);
            var keys = ids.stream()
                    .map(id -> Arguments.key(declared, id))
                    .distinct()
                    .toList();
            var footprint = afterdelete.preview(declared, keys, tenant, progress());
            clearProgress();
            var out = spec.commandLine().getOut();
            out.print(json ? FootprintJson.of(footprint) : FootprintText.of(declared, keys.size(), footprint));
            out.flush();
            return footprint.restricting().isEmpty() ? Main.DONE : Main.LEFT;
        }
    }

    private Map<String, String> environment() {
        var environment = new LinkedHashMap<>(main.environment());
        relations.file().ifPresent(file -> environment.put(RelationsOption.SETTING, file.toString()));
        return environment;
    }

    private LongConsumer progress() {
        return isWatched() ? rows -> print("\r%,d rows looked at".formatted(rows)) : _ -> {};
    }

    private void clearProgress() {
        if (isWatched()) {
            print("\r" + " ".repeat(40) + "\r");
        }
    }

    private void print(String text) {
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
