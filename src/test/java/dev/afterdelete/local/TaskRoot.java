package dev.afterdelete.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * The directory from which an environment loads a function, laid out as Lambda's {@code /var/task} is: classes and
 * resources at the root, libraries in {@code lib}. It holds links only.
 *
 * @param path where it is
 */
record TaskRoot(Path path) implements AutoCloseable {
    /**
     * Lays out the code of a function.
     *
     * @param code jars and directories; where two directories hold one file, the first counts
     */
    static TaskRoot of(List<Path> code) {
        try {
            var root = new TaskRoot(Files.createTempDirectory("afterdelete-task-"));
            Files.createDirectory(root.path.resolve("lib"));
            for (var entry : code) {
                if (Files.isDirectory(entry)) {
                    root.linkTree(entry.toRealPath());
                } else {
                    root.link(Path.of("lib", entry.getFileName().toString()), entry.toRealPath());
                }
            }
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void linkTree(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                link(directory.relativize(file), file);
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

    /** Deletes the directory; what it links to stays. <b>Idempotent</b>. */
    @Override
    public void close() {
        if (!Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
