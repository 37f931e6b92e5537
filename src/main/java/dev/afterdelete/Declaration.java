package dev.afterdelete;

import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.wire.Draft;
import dev.afterdelete.wire.RelationsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Finds the declaration. */
public final class Declaration {
    private static final String BUNDLED = "/relations.yaml";

    private Declaration() {}

    /**
     * Reads the declaration.
     *
     * @param file where it is; empty for the one that is bundled with the program
     * @throws dev.afterdelete.wire.DeclarationException with every mistake in it
     * @throws UncheckedIOException when it cannot be read at all
     */
    public static RelationGraph read(Optional<Path> file) {
        return RelationsReader.read(text(file), name(file));
    }

    /**
     * Reads the declaration, in which something may be left undecided.
     *
     * @param file where it is; empty for the one that is bundled with the program
     * @throws dev.afterdelete.wire.DeclarationException with every mistake in it
     * @throws UncheckedIOException when it cannot be read at all
     */
    public static Draft readDraft(Optional<Path> file) {
        return RelationsReader.readDraft(text(file), name(file));
    }

    /** What the declaration is called: the path of its file as it was given. */
    public static String name(Optional<Path> file) {
        return file.map(Path::toString).orElse(BUNDLED.substring(1));
    }

    private static String text(Optional<Path> file) {
        try {
            return file.isPresent() ? Files.readString(file.get()) : bundled();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the declaration cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String bundled() throws IOException {
        try (var stream = Objects.requireNonNull(Declaration.class.getResourceAsStream(BUNDLED))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
