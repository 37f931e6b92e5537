package dev.afterdelete.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a command prints, kept in a file; {@code mvn test -Dtest=... -Dgolden=apply} writes it anew. */
final class GoldenFile {
    private static final Path FOLDER = Path.of("src/test/resources/dev/afterdelete/cli");

    private GoldenFile() {}

    static Path path(String name) {
        return FOLDER.resolve(name);
    }

    static void requireSame(String name, String printed) throws IOException {
        if ("apply".equals(System.getProperty("golden"))) {
            Files.writeString(path(name), printed);
            return;
        }
        assertThat(printed).as(name).isEqualTo(Files.readString(path(name)));
    }
}
