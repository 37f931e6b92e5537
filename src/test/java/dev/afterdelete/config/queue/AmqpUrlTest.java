package dev.afterdelete.config.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.config.queue.AmqpUrl.Reading.Mistaken;
import dev.afterdelete.config.queue.AmqpUrl.Reading.Understood;
import dev.afterdelete.config.queue.BrokerAddress.Transport;
import dev.afterdelete.config.queue.BrokerAddress.UrlLogin;
import dev.afterdelete.config.queue.QueueAddress.RabbitMq;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmqpUrlTest {
    @Test
    void whatIsNotSaidHasItsUsualValue() {
        assertThat(AmqpUrl.read("amqp://broker"))
                .isEqualTo(new Understood(new RabbitMq(
                        new BrokerAddress(Transport.PLAIN, "broker", 5672, "/", Optional.empty()), "afterdelete")));
        assertThat(AmqpUrl.read("amqps://b-1.mq.eu-west-1.on.aws/"))
                .isEqualTo(new Understood(new RabbitMq(
                        new BrokerAddress(Transport.TLS, "b-1.mq.eu-west-1.on.aws", 5671, "/", Optional.empty()),
                        "afterdelete")));
    }

    @Test
    void theSchemeMayBeInCapitals() {
        assertThat(AmqpUrl.claims("AMQPS://broker") && AmqpUrl.claims("Amqp://broker"))
                .isTrue();
        assertThat(AmqpUrl.claims("https://amqps")).isFalse();
        assertThat(AmqpUrl.read("AMQPS://broker")).isEqualTo(AmqpUrl.read("amqps://broker"));
    }

    @Test
    void everythingCanBeSaid() {
        assertThat(AmqpUrl.read("amqps://us%40er:p%2Fss+%3A@[::1]:1234/my%2Fhost?queue=clean.up-1"))
                .isEqualTo(new Understood(new RabbitMq(
                        new BrokerAddress(
                                Transport.TLS, "[::1]", 1234, "my/host", Optional.of(new UrlLogin("us@er", "p/ss+:"))),
                        "clean.up-1")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    amqp:///vhost               | no host
                    amqp:broker                 | no host
                    amqp://a b/                 | percent-encode
                    amqp://broker:0/            | port
                    amqp://broker:70000/        | port
                    amqp://s3cret@broker        | USER:PASSWORD
                    amqp://:s3cret@broker       | USER:PASSWORD
                    amqp://u:s3cret@broker/a/b  | %2F
                    amqp://u:s3cret@broker/#x   | #
                    amqp://u:s3cret@broker?que=x  | did you mean
                    amqp://u:s3cret@broker?queue=x&heartbeat=1 | letters, digits
                    amqp://u:s3cret@broker?queue=.x | letters, digits
                    amqp://u:s3cret@broker?queue=amq.x | amq.
                    amqp://u:s3cret@broker?queue= | letters, digits
                    """)
    void whatIsWrongIsSaidWithoutThePassword(String url, String said) {
        assertThat(AmqpUrl.read(url))
                .isInstanceOfSatisfying(
                        Mistaken.class,
                        mistaken -> assertThat(mistaken.matter()).contains(said).doesNotContain("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqp://u:s3cret@broker/v", "amqps://u:s3cret@broker/v?queue=x"})
    void aPasswordShowsNowhere(String url) {
        assertThat(AmqpUrl.read(url).toString()).contains("user=u").doesNotContain("s3cret");
    }
}
