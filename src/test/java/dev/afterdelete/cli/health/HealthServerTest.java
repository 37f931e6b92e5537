package dev.afterdelete.cli.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.worker.Pulse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HealthServerTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Pulse pulse = new Pulse(now::get);

    @Test
    void itSaysWhetherTheWorkerGetsOn() throws Exception {
        try (var server = HealthServer.start(Optional.of(0), pulse)) {
            var address = server.address().orElseThrow();
            assertThat(address.getHost()).isEqualTo("127.0.0.1");
            assertThat(get(address).statusCode()).isEqualTo(200);
            assertThat(get(address).body())
                    .isEqualToIgnoringNewLines("{\"state\":\"waiting\",\"since\":\"2026-01-01T00:00:00Z\"}");
            now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(2)));
            assertThat(get(address).statusCode()).isEqualTo(503);
            assertThat(get(address.resolve("/other")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void withoutAPortNothingListens() {
        try (var server = HealthServer.start(Optional.empty(), pulse)) {
            assertThat(server.address()).isEmpty();
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        try (var server = HealthServer.start(Optional.of(0), pulse)) {
            var taken = Optional.of(server.address().orElseThrow().getPort());
            assertThatThrownBy(() -> HealthServer.start(taken, pulse)).hasMessageContaining("--health-port");
            assertThatThrownBy(() -> HealthServer.start(Optional.of(70_000), pulse))
                    .hasMessageContaining("--health-port");
        }
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        }
    }
}
