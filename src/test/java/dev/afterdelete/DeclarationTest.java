package dev.afterdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclarationTest {
    private static final String TEXT = """
            # Rezepte für alle
            version: 1
            relations: [{ child: steps.recipe_id, parent: recipes, onDelete: cascade }]
            """;

    @TempDir
    private Path directory;

    @Test
    void aFileIsReadAsUtf8() throws IOException {
        var file = Files.writeString(directory.resolve("relations.yaml"), TEXT);
        assertThat(Declaration.read(Optional.of(file)).relations()).hasSize(1);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var file = directory.resolve("nofile.yaml");
        assertThatThrownBy(() -> Declaration.read(Optional.of(file)))
                .hasMessage("the declaration cannot be read: %s: no such file", file);
    }

    @Test
    void aDirectoryInPlaceOfAFileIsNamed() {
        assertThatThrownBy(() -> Declaration.read(Optional.of(directory)))
                .hasMessage("the declaration cannot be read: %s: a directory, expected a file", directory);
    }

    @Test
    void aFileInAnotherEncodingIsToldWithItsPlace() throws IOException {
        var file = Files.write(directory.resolve("relations.yaml"), TEXT.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Declaration.read(Optional.of(file)))
                .hasMessage("the declaration cannot be read: it is not UTF-8 at byte 12; save it in that encoding");
    }
}
