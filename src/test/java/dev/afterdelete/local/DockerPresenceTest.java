package dev.afterdelete.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class DockerPresenceTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, UTF_8);

    @Test
    void whereDockerAnswersTestsRunInContainersAndNothingIsSaid() {
        assertThat(new DockerPresence(true, true).admits("EngineIT", out)).isTrue();
        assertThat(new DockerPresence(true, false).admits("EngineIT", out)).isTrue();
        assertThat(said.toString(UTF_8)).isEmpty();
    }

    @Test
    void withoutDockerItIsSaidWhichTestWasNotRun() {
        assertThat(new DockerPresence(false, false).admits("EngineIT", out)).isFalse();
        assertThat(said.toString(UTF_8)).contains("EngineIT was NOT run in containers");
    }

    @Test
    void requiredDockerThatIsMissingIsAFailure() {
        assertThatThrownBy(() -> new DockerPresence(false, true).admits("EngineIT", out))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("EngineIT")
                .hasMessageContaining("docker.required");
    }
}
