package dev.afterdelete;

import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.wire.DeclarationException;
import dev.afterdelete.wire.Draft;
import dev.afterdelete.wire.RelationsReader;
import dev.afterdelete.wire.compiled.CompiledRelations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Finds the declaration. */
public final class Declaration {
    /** The name of the resource that the build makes of the bundled declaration. */
    static final String COMPILED = "relations.compiled";

    private static final String BUNDLED = "relations.yaml";

    private Declaration() {}

    /**
     * Reads the declaration. The bundled one was compiled when the program was built, and is not read again unless it
     * was changed since.
     *
     * @param file where it is; empty for the one that is bundled with the program
     * @throws dev.afterdelete.wire.DeclarationException with every mistake in it
     * @throws UncheckedIOException when it cannot be read at all
     */
    public static RelationGraph read(Optional<Path> file) {
        return (file.isPresent() ? Optional.<RelationGraph>empty() : findCompiled())
                .orElseGet(() -> RelationsReader.read(text(file), name(file)));
    }

    /**
     * Compiles the bundled declaration as part of the program's build: a function that starts has only the relations to
     * read. One with mistakes ends the build.
     *
     * @param args the directory of classes and resources, which the program's jar is made of
     * @throws IOException when it cannot be written
     */
    public static void main(String[] args) throws IOException {
        try {
            Files.write(Path.of(args[0], COMPILED), compiled());
        } catch (DeclarationException mistakes) {
            System.err.println(mistakes.getMessage());
            System.exit(1);
        }
    }

    private static byte[] compiled() {
        var source = bundled();
        return CompiledRelations.write(
                RelationsReader.read(new String(source, StandardCharsets.UTF_8), BUNDLED), source);
    }

    private static Optional<RelationGraph> findCompiled() {
        try (var stream = Declaration.class.getResourceAsStream("/" + COMPILED)) {
            return stream == null ? Optional.empty() : CompiledRelations.read(stream.readAllBytes(), bundled());
        } catch (IOException damaged) {
            throw new UncheckedIOException(
                    "%s is damaged; build the program again: %s".formatted(COMPILED, damaged.getMessage()), damaged);
        }
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
        return file.map(Path::toString).orElse(BUNDLED);
    }

    private static String text(Optional<Path> file) {
        try {
            return file.isPresent() ? decoded(bytes(file.get())) : decoded(bundled());
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": a directory, expected a file");
        }
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new IOException(file + ": no such file", missing);
        } catch (AccessDeniedException denied) {
            throw new IOException(file + ": no right to read it", denied);
        }
    }

    private static String decoded(byte[] bytes) throws IOException {
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        var end = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        if (end.isError()) {
            throw new IOException("it is not UTF-8 at byte %d; save it in that encoding".formatted(in.position() + 1));
        }
        return out.flip().toString();
    }

    private static byte[] bundled() {
        try (var stream = Objects.requireNonNull(Declaration.class.getResourceAsStream("/" + BUNDLED))) {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private static UncheckedIOException unreadable(IOException cause) {
        return new UncheckedIOException("the declaration cannot be read: " + cause.getMessage(), cause);
    }
}
