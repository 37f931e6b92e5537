package dev.afterdelete.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the code of functions lies on this machine. */
public final class FunctionCode {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path LIBRARIES = Path.of("target", "runtime-class-path");

    private FunctionCode() {}

    /**
     * What {@code sam build} ships: our classes, and the libraries they need at run time.
     *
     * @throws IllegalStateException when Maven has not written down yet which libraries those are
     */
    public static List<Path> deployed() {
        if (!Files.exists(LIBRARIES)) {
            throw new IllegalStateException(LIBRARIES + " is missing: mvn test-compile writes it");
        }
        try {
            var code = new ArrayList<Path>();
            code.add(CLASSES);
            for (var library : Files.readString(LIBRARIES).strip().split(File.pathSeparator, -1)) {
                code.add(Path.of(library));
            }
            return code;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar, or directory of classes, from which this JVM has loaded a class. */
    public static Path of(Class<?> loaded) {
        try {
            return Path.of(
                    loaded.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
