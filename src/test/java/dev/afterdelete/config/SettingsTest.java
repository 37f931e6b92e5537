package dev.afterdelete.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterdelete.config.DatabaseSettings.Password;
import dev.afterdelete.config.DatabaseSettings.Secret;
import dev.afterdelete.config.queue.QueueAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final String PREFIX = "AFTERDELETE_";
    private static final String URL = "jdbc:mysql://localhost:3306/recipes";

    @Test
    void databaseAloneIsEnoughAndTheRestHasDefaults() {
        var settings = Settings.from(Map.of(
                "AFTERDELETE_DB_URL",
                URL,
                "AFTERDELETE_DB_USER",
                "app",
                "AFTERDELETE_DB_PASSWORD",
                "s3cret",
                "PATH",
                "/bin"));

        assertThat(settings)
                .isEqualTo(new Settings(
                        new DatabaseSettings(
                                URL,
                                Optional.of("app"),
                                new Password("s3cret"),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(1)),
                        new Settings.EngineSettings(
                                5_000, Duration.ofMillis(500), Duration.ofSeconds(5), Settings.ThrottleSettings.NONE),
                        new Settings.QueueSettings(Optional.empty(), Optional.empty(), Optional.empty(), 3),
                        new ApiSettings(Strategy.QUEUE, Duration.ofSeconds(2)),
                        new Settings.RelaySettings(Duration.ofMinutes(1), Duration.ofHours(1), 6, Duration.ofDays(14)),
                        new Settings.OrphanSettings(Settings.OrphanSettings.Choice.OFF, Duration.ofMinutes(10)),
                        Optional.empty(),
                        Settings.LogLevel.INFO));
    }

    @Test
    void everySettingIsRead() {
        var settings = Settings.from(Map.ofEntries(
                Map.entry("AFTERDELETE_DB_URL", URL + "?sslMode=REQUIRED"),
                Map.entry("AFTERDELETE_RESTRICT_PATIENCE", "7"),
                Map.entry("AFTERDELETE_TRACE", "PT3H"),
                Map.entry("AFTERDELETE_DB_SECRET", "arn:aws:secretsmanager:eu-west-1:1:secret:rds!db-1"),
                Map.entry("AFTERDELETE_RELATIONS", "/etc/relations.yaml"),
                Map.entry("AFTERDELETE_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/1/cleanup"),
                Map.entry("AFTERDELETE_DEAD_LETTER_QUEUE_URL", "http://127.0.0.1:9324/000000000000/dead"),
                Map.entry("AFTERDELETE_STRATEGY", "scheduled"),
                Map.entry("AFTERDELETE_INLINE_BUDGET", "PT1.5S"),
                Map.entry("AFTERDELETE_MAX_ROWS", "50000"),
                Map.entry("AFTERDELETE_TARGET_TIME", "PT0.25S"),
                Map.entry("AFTERDELETE_TIME_RESERVE", "PT10S"),
                Map.entry("AFTERDELETE_MAX_ROWS_PER_SECOND", "2000"),
                Map.entry("AFTERDELETE_MAX_THREADS_RUNNING", "25"),
                Map.entry("AFTERDELETE_MAX_REPLICA_LAG", "PT3S"),
                Map.entry("AFTERDELETE_REPLICA_URL", "jdbc:mysql://replica/recipes"),
                Map.entry("AFTERDELETE_HEARTBEAT", "percona.heartbeat.ts"),
                Map.entry("AFTERDELETE_CONNECT_TIMEOUT", "PT1S"),
                Map.entry("AFTERDELETE_SOCKET_TIMEOUT", "PT30S"),
                Map.entry("AFTERDELETE_LOCK_WAIT_TIMEOUT", "PT9S"),
                Map.entry("AFTERDELETE_RELAY_AFTER", "PT2M"),
                Map.entry("AFTERDELETE_RELAY_CEILING", "PT2M"),
                Map.entry("AFTERDELETE_STUCK_TRIES", "9"),
                Map.entry("AFTERDELETE_ORPHANS", "fix"),
                Map.entry("AFTERDELETE_ORPHANS_CONFIRM_AFTER", "PT1H"),
                Map.entry("AFTERDELETE_LOG_LEVEL", "error")));

        assertThat(settings)
                .isEqualTo(new Settings(
                        new DatabaseSettings(
                                URL + "?sslMode=REQUIRED",
                                Optional.empty(),
                                new Secret("arn:aws:secretsmanager:eu-west-1:1:secret:rds!db-1"),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(9)),
                        new Settings.EngineSettings(
                                50_000,
                                Duration.ofMillis(250),
                                Duration.ofSeconds(10),
                                new Settings.ThrottleSettings(
                                        OptionalLong.of(2_000),
                                        OptionalLong.of(25),
                                        Optional.of(Duration.ofSeconds(3)),
                                        Optional.of("jdbc:mysql://replica/recipes"),
                                        Optional.of(new Settings.Heartbeat(List.of("percona", "heartbeat"), "ts")))),
                        new Settings.QueueSettings(
                                Optional.of(new QueueAddress.Sqs(
                                        URI.create("https://sqs.eu-west-1.amazonaws.com/1/cleanup"))),
                                Optional.empty(),
                                Optional.of(URI.create("http://127.0.0.1:9324/000000000000/dead")),
                                7),
                        new ApiSettings(Strategy.SCHEDULED, Duration.ofMillis(1_500)),
                        new Settings.RelaySettings(
                                Duration.ofMinutes(2), Duration.ofMinutes(2), 9, Duration.ofHours(3)),
                        new Settings.OrphanSettings(Settings.OrphanSettings.Choice.FIX, Duration.ofHours(1)),
                        Optional.of(Path.of("/etc/relations.yaml")),
                        Settings.LogLevel.ERROR));
    }

    @Test
    void emptySettingsThatMayBeAbsentAreAbsent() {
        var settings = Settings.from(Map.of(
                "AFTERDELETE_DB_URL", URL,
                "AFTERDELETE_DB_USER", "",
                "AFTERDELETE_DB_PASSWORD", "",
                "AFTERDELETE_DB_SECRET", "app",
                "AFTERDELETE_QUEUE_URL", ""));

        assertThat(settings.database().credential()).isEqualTo(new Secret("app"));
        assertThat(settings.database().user()).isEmpty();
        assertThat(settings.queue().address()).isEmpty();
    }

    @Test
    void emptyPasswordCountsWhereNothingIsSaidOfASecret() {
        assertThat(Settings.from(with("DB_PASSWORD", "")).database().credential())
                .isEqualTo(new Password(""));
    }

    @Test
    void secretsShowNeitherInSettingsNorInFaults() {
        var url = URL + "?trustCertificateKeyStorePassword=s3cret";
        assertThat(Settings.from(with("DB_URL", url)).toString())
                .contains("url=" + URL + "?…", "Password[…]")
                .doesNotContain("s3cret");
        var replica = Map.of("AFTERDELETE_REPLICA_URL", url, "AFTERDELETE_MAX_REPLICA_LAG", "PT1S");
        assertThat(Settings.from(with(replica)).toString())
                .contains("replicaUrl=Optional[" + URL + "?…]")
                .doesNotContain("s3cret");

        var everythingWrong = Map.of(
                "AFTERDELETE_DB_URL", "jdbc:mysql://root:s3cret@h/d?password=s3cret",
                "AFTERDELETE_DB_PASSWORD", "s3cret",
                "AFTERDELETE_DB_SECRET", "{\"username\": \"app\", \"password\": \"s3cret\"}");
        assertThat(thrown(everythingWrong)).hasMessageStartingWith("3 settings").hasMessageNotContaining("s3cret");
    }

    @Test
    void aLimitOfAReplicaNeedsTheReplica() {
        assertThat(thrown(with("HEARTBEAT", "heartbeat.ts")))
                .hasMessageContaining("AFTERDELETE_HEARTBEAT  means nothing without AFTERDELETE_REPLICA_URL");
        assertThat(thrown(with("REPLICA_URL", URL)))
                .hasMessageContaining("AFTERDELETE_REPLICA_URL  means nothing without AFTERDELETE_MAX_REPLICA_LAG");
        assertThat(thrown(with("HEARTBEAT", "heartbeat; DROP TABLE x")))
                .hasMessageContaining("expected TABLE.COLUMN or DATABASE.TABLE.COLUMN");
        assertThat(Settings.from(with("MAX_REPLICA_LAG", "PT5S"))
                        .engine()
                        .throttle()
                        .replicaLag())
                .contains(Duration.ofSeconds(5));
    }

    private static Map<String, String> database() {
        return Map.of("AFTERDELETE_DB_URL", URL, "AFTERDELETE_DB_USER", "app", "AFTERDELETE_DB_PASSWORD", "s3cret");
    }

    private static Map<String, String> with(String name, String value) {
        var variables = new HashMap<>(database());
        variables.put(PREFIX + name, value);
        return variables;
    }

    private static Map<String, String> with(Map<String, String> more) {
        var variables = new HashMap<>(database());
        variables.putAll(more);
        return variables;
    }

    private static SettingsException thrown(Map<String, String> variables) {
        return Objects.requireNonNull(
                catchThrowableOfType(SettingsException.class, () -> Settings.from(variables)), "nothing is wrong");
    }
}
