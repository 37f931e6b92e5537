package dev.afterdelete.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.config.DatabaseSettings.Password;
import dev.afterdelete.config.DatabaseSettings.Secret;
import dev.afterdelete.config.Settings.BrokerLogin;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {
    private static final String URL = "amqps://broker/vhost?queue=cleanup";
    private static final String WITH_LOGIN = "amqps://app:s3cret@broker/vhost";

    @Test
    void theLoginIsInTheUrlOrBesideItOrInASecret() {
        assertThat(login(Map.of("QUEUE_URL", WITH_LOGIN)))
                .contains(new BrokerLogin(Optional.of("app"), new Password("s3cret")));
        assertThat(login(Map.of("QUEUE_URL", URL, "QUEUE_USER", "app", "QUEUE_PASSWORD", "s3cret")))
                .contains(new BrokerLogin(Optional.of("app"), new Password("s3cret")));
        assertThat(login(Map.of("QUEUE_URL", URL, "QUEUE_SECRET", "mq")))
                .contains(new BrokerLogin(Optional.empty(), new Secret("mq")));
        assertThat(login(Map.of("QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/1/q")))
                .isEmpty();
    }

    @Test
    void aLoginThatIsMissingHalfOrTwiceIsRefused() {
        assertRefused(Map.of("QUEUE_URL", URL), "AFTERDELETE_QUEUE_PASSWORD  is missing; expected this or");
        assertRefused(Map.of("QUEUE_URL", URL, "QUEUE_PASSWORD", "s3cret"), "AFTERDELETE_QUEUE_USER  is missing");
        assertRefused(
                Map.of("QUEUE_URL", URL, "QUEUE_PASSWORD", "s3cret", "QUEUE_SECRET", "mq"),
                "AFTERDELETE_QUEUE_PASSWORD  expected this or AFTERDELETE_QUEUE_SECRET, were both");
        assertRefused(
                Map.of("QUEUE_URL", WITH_LOGIN, "QUEUE_USER", "app"),
                "AFTERDELETE_QUEUE_USER  expected this or a login in AFTERDELETE_QUEUE_URL, were both");
    }

    @Test
    void whatBelongsToTheOtherQueueIsRefused() {
        assertRefused(
                Map.of("QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/1/q", "QUEUE_USER", "app"),
                "AFTERDELETE_QUEUE_USER  means nothing without an amqp(s) URL in AFTERDELETE_QUEUE_URL");
        assertRefused(
                Map.of("QUEUE_URL", WITH_LOGIN, "DEAD_LETTER_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/1/d"),
                "dead letters go to afterdelete.dead-letters there");
    }

    @Test
    void whatIsWrongInAUrlIsSaidOnceAndWithoutThePassword() {
        assertRefused(
                Map.of("QUEUE_URL", "amqps://app:s3cret@broker/v?name=x", "QUEUE_USER", "app"),
                "1 setting cannot be used");
        assertRefused(Map.of("QUEUE_URL", "ampqs://app:s3cret@broker/v"), "amqps://HOST:5671/VHOST?queue=NAME");
    }

    @Test
    void aPasswordShowsNowhere() {
        assertThat(Settings.from(variables(Map.of("QUEUE_URL", WITH_LOGIN))).toString())
                .contains("broker")
                .doesNotContain("s3cret");
    }

    private static void assertRefused(Map<String, String> settings, String said) {
        assertThatThrownBy(() -> Settings.from(variables(settings)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("s3cret");
    }

    private static Optional<BrokerLogin> login(Map<String, String> settings) {
        return Settings.from(variables(settings)).queue().login();
    }

    private static Map<String, String> variables(Map<String, String> settings) {
        var variables = new HashMap<String, String>();
        settings.forEach((name, value) -> variables.put("AFTERDELETE_" + name, value));
        variables.put("AFTERDELETE_DB_URL", "jdbc:mysql://db/recipes");
        variables.put("AFTERDELETE_DB_SECRET", "db");
        return variables;
    }
}
