package dev.afterdelete.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The directory from which an environment loads a function, laid out as Lambda's {@code /var/task} is: classes and
 * resources at the root, libraries in {@code lib}.
 *
 * @param path where it is
 * @param own a directory of the environment's own, which holds links to the code unless that was laid out before
 */
record TaskRoot(Path path, TemporaryDirectory own) implements AutoCloseable {
    private static final Path LIBRARIES = Path.of("lib");

    /**
     * Lays out the code of a function.
     *
     * @param code jars and directories; where two directories hold one file, the first counts. A single directory that
     *     is laid out already is taken as it is
     */
    static TaskRoot of(List<Path> code) {
        var own = TemporaryDirectory.create();
        if (code.size() == 1 && Files.isDirectory(code.getFirst().resolve(LIBRARIES))) {
            return new TaskRoot(code.getFirst(), own);
        }
        var root = new TaskRoot(own.path(), own);
        try {
            for (var entry : code) {
                root.add(entry.toRealPath());
            }
            return root;
        } catch (IOException e) {
            root.close();
            throw new UncheckedIOException(e);
        }
    }

    private void add(Path entry) throws IOException {
        if (!Files.isDirectory(entry)) {
            link(LIBRARIES.resolve(entry.getFileName()), entry);
            return;
        }
        try (var files = Files.walk(entry)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                link(entry.relativize(file), file);
            }
        }
    }

    private void link(Path name, Path target) throws IOException {
        var link = path.resolve(name);
        Files.createDirectories(link.getParent());
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, target);
        }
    }

    /** Deletes the environment's own directory; what it links to stays. <b>Idempotent</b>. */
    @Override
    public void close() {
        own.close();
    }
}
