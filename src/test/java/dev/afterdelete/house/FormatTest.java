package dev.afterdelete.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/**
 * Holds every Java file against palantir-java-format; {@code mvn test -Dtest=FormatTest -Dformat=apply} rewrites them.
 */
class FormatTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(Style.PALANTIR)
            .formatJavadoc(true)
            .build());

    @Test
    void everyJavaFileIsFormatted() throws Exception {
        var unformatted = new ArrayList<Path>();
        for (var file : javaFiles()) {
            var source = Files.readString(file);
            var formatted = format(source);
            if (formatted.equals(source)) {
                continue;
            }
            if ("apply".equals(System.getProperty("format"))) {
                Files.writeString(file, formatted);
            } else {
                unformatted.add(file);
            }
        }
        assertThat(unformatted)
                .as("files to rewrite with: mvn test -Dtest=FormatTest -Dformat=apply")
                .isEmpty();
    }

    private static Iterable<Path> javaFiles() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static String format(String source) throws Exception {
        var tidied = ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(source), Style.PALANTIR);
        return FORMATTER.formatSource(tidied);
    }
}
