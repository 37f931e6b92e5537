package dev.afterdelete.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The directory from which an environment loads a function, laid out as Lambda's {@code /var/task} is: classes and
 * resources at the root, libraries in {@code lib}. It holds links only.
 */
record TaskRoot(TemporaryDirectory directory) implements AutoCloseable {
    /**
     * Lays out the code of a function.
     *
     * @param code jars and directories; where two directories hold one file, the first counts
     */
    static TaskRoot of(List<Path> code) {
        var root = new TaskRoot(TemporaryDirectory.create());
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

    /** Where it is. */
    Path path() {
        return directory.path();
    }

    private void add(Path entry) throws IOException {
        if (!Files.isDirectory(entry)) {
            link(Path.of("lib", entry.getFileName().toString()), entry);
            return;
        }
        try (var files = Files.walk(entry)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                link(entry.relativize(file), file);
            }
        }
    }

    private void link(Path name, Path target) throws IOException {
        var link = path().resolve(name);
        Files.createDirectories(link.getParent());
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, target);
        }
    }

    /** Deletes the directory; what it links to stays. <b>Idempotent</b>. */
    @Override
    public void close() {
        directory.close();
    }
}
