package dev.afterdelete.local.aot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * A function's code in jars alone: a JVM takes no class from an AOT cache that it would find in a directory. The first
 * jar names the others, so that the class path needs only the one.
 *
 * @param root laid out as Lambda's {@code /var/task}
 */
public record PackedCode(Path root) {
    /** The jar of the function's own classes, as {@code start} names it. */
    static final String JAR = "afterdelete.jar";

    /** The cache, as {@code start} names it. */
    static final String CACHE = "afterdelete.aot";

    /** The command that starts a function from the cache. */
    static final String START = "start";

    /** The time that {@code sam} gives every file which it deploys: a cache fits jars of one time only. */
    private static final Instant DEPLOYED = Instant.parse("1980-01-01T00:00:00Z");

    private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 1, 1, 0, 0, 0);
    private static final String LIBRARIES = "lib";
    private static final Set<String> NO_CODE = Set.of(START, CACHE, JarFile.MANIFEST_NAME);

    /**
     * Packs a copy of code.
     *
     * @param code jars and directories, as a function is deployed
     * @param directory for the copy; empty
     */
    public static PackedCode copyOf(List<Path> code, Path directory) {
        try {
            Files.createDirectory(directory.resolve(LIBRARIES));
            for (var entry : code) {
                var into = Files.isDirectory(entry)
                        ? directory
                        : directory.resolve(LIBRARIES).resolve(entry.getFileName());
                copy(entry, into);
            }
            return pack(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = to.resolve(from.relativize(file)).normalize();
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /**
     * Packs code. Classes move into a jar; resources are copied, and stay where a setting may name them.
     * <b>Idempotent</b>.
     *
     * @param root classes and resources, and libraries in {@code lib}
     * @throws IllegalArgumentException when that is no code of ours
     */
    static PackedCode pack(Path root) {
        var code = new PackedCode(root);
        try {
            if (!Files.isExecutable(code.start()) || !Files.isDirectory(code.libraries())) {
                throw new IllegalArgumentException(
                        root + " is no function that sam build has made: it has no lib, or no command start");
            }
            Files.deleteIfExists(code.cache());
            if (!code.files(".class").isEmpty()) {
                code.moveIntoJar();
            }
            for (var library : code.jars()) {
                Files.setLastModifiedTime(library, FileTime.from(DEPLOYED));
            }
            return code;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the cache lies, if there is one. */
    public Path cache() {
        return root.resolve(CACHE);
    }

    /** The command that starts a function from the cache, for {@code AWS_LAMBDA_EXEC_WRAPPER}. */
    public Path start() {
        return root.resolve(START);
    }

    private Path libraries() {
        return root.resolve(LIBRARIES);
    }

    private void moveIntoJar() throws IOException {
        var jar = libraries().resolve(JAR);
        Files.deleteIfExists(jar);
        var manifest = manifest();
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (var file : files("")) {
                var entry = new ZipEntry(root.relativize(file).toString());
                entry.setTimeLocal(EARLIEST);
                out.putNextEntry(entry);
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        for (var moved : files(".class")) {
            Files.delete(moved);
        }
        dropEmptyDirectories();
    }

    private void dropEmptyDirectories() throws IOException {
        try (var directories = Files.walk(root)) {
            for (var directory : directories
                    .filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                try (var inside = Files.list(directory)) {
                    if (inside.findAny().isEmpty()) {
                        Files.delete(directory);
                    }
                }
            }
        }
    }

    private Manifest manifest() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        jars().stream().map(jar -> jar.getFileName().toString()).collect(Collectors.joining(" ")));
        return manifest;
    }

    private List<Path> jars() throws IOException {
        try (var jars = Files.list(libraries())) {
            return jars.sorted().toList();
        }
    }

    private List<Path> files(String ending) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(libraries()))
                    .filter(file -> !NO_CODE.contains(root.relativize(file).toString()))
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
