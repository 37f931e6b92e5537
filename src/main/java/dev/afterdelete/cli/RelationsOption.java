package dev.afterdelete.cli;

import dev.afterdelete.Declaration;
import dev.afterdelete.graph.RelationGraph;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which declaration a command reads. */
@SuppressWarnings("NullAway.Init")
final class RelationsOption {
    static final String SETTING = "AFTERDELETE_RELATIONS";

    @Option(
            names = "--relations",
            paramLabel = "FILE",
            description = "the declaration; without it " + SETTING + ", or the bundled one")
    private Optional<Path> file;

    /** The file that was named, if one was. */
    Optional<Path> file() {
        return file;
    }

    /** The file that was named, or that of the settings; empty for the bundled declaration. */
    Optional<Path> find(Main main) {
        return file.or(() -> Optional.ofNullable(main.environment().get(SETTING))
                .filter(named -> !named.isEmpty())
                .map(Path::of));
    }

    /** The environment, with the file that was named. */
    Map<String, String> environment(Main main) {
        var environment = new LinkedHashMap<>(main.environment());
        file.ifPresent(named -> environment.put(SETTING, named.toString()));
        return environment;
    }

    /** The declaration. */
    RelationGraph read(Main main) {
        return Declaration.read(find(main));
    }
}
