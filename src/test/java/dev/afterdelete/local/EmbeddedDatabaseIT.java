package dev.afterdelete.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EmbeddedDatabaseIT {
    @Test
    void whatIsClosedNeitherAnswersNorLeavesFiles() throws Exception {
        var before = directories();
        var server = EmbeddedDatabase.start();
        var database = server.address().createFresh();
        assertThat(directories()).hasSizeGreaterThan(before.size());
        server.close();
        server.close();
        assertThat(directories()).isEqualTo(before);
        assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
    }

    private static Set<Path> directories() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("afterdelete-"))
                    .collect(Collectors.toSet());
        }
    }
}
