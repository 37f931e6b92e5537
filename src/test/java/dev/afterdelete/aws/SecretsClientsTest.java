package dev.afterdelete.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SecretsClientsTest {
    @Test
    void theDocumentNamesTheTimeAfterWhichSecretsManagerIsGivenUp() throws IOException {
        assertThat(Files.readString(Path.of("docs/faults.md")))
                .contains("does not answer within %d s".formatted(SecretsClients.CALL.toSeconds()));
    }
}
