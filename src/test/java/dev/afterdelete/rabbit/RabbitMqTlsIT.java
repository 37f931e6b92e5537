package dev.afterdelete.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.config.queue.BrokerAddress;
import dev.afterdelete.config.queue.BrokerAddress.Transport;
import dev.afterdelete.config.queue.QueueAddress;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.local.OnRabbitMq;
import dev.afterdelete.local.PemCertificate;
import dev.afterdelete.local.RabbitMqServer;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RabbitMQ behind TLS, with a certificate for {@code localhost} that nobody trusts but who is told to. */
@OnRabbitMq
class RabbitMqTlsIT {
    private static final OutgoingMessage MESSAGE = new OutgoingMessage("{\"id\":1}", Optional.empty());

    @TempDir
    private static Path directory;

    private static PemCertificate certificate;
    private static RabbitMqServer server;

    private final String name = RabbitMqServer.freshName();
    private SSLContext before;

    @BeforeAll
    static void start() {
        certificate = PemCertificate.of("localhost", directory);
        server = RabbitMqServer.startWithTls(certificate);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void remember() throws NoSuchAlgorithmException {
        before = SSLContext.getDefault();
    }

    @AfterEach
    void restore() {
        SSLContext.setDefault(before);
    }

    @Test
    void aBrokerThatIsTrustedIsSentToAndConsumed() throws InterruptedException {
        SSLContext.setDefault(certificate.trust());
        var rabbit = at(Transport.TLS, "localhost");
        try (var declaration = rabbit.declaration()) {
            declaration.apply();
        }
        try (var publisher = rabbit.publisher(Approval.NONE);
                var source = rabbit.source(1)) {
            assertThat(publisher.publish(List.of(MESSAGE))).containsExactly(Optional.empty());
            assertThat(source.receive(1, Duration.ofSeconds(5))).hasSize(1);
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefusedInOneLine() {
        assertRefused("localhost", "unable to find valid certification path");
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() {
        SSLContext.setDefault(PemCertificate.of("other", directory).trust());
        assertRefused("localhost", "unable to find valid certification path");
    }

    @Test
    void aCertificateOfAnotherHostIsRefusedThoughItIsTrusted() {
        SSLContext.setDefault(certificate.trust());
        assertRefused("127.0.0.1", "127.0.0.1");
    }

    @Test
    void plainTextIsNotUnderstoodWhereTlsIsSpoken() {
        try (var declaration = at(Transport.PLAIN, "localhost").declaration()) {
            assertThatThrownBy(declaration::compare)
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            refused -> assertThat(refused.fault().code()).isEqualTo(FaultCode.QUEUE_UNAVAILABLE));
        }
    }

    private void assertRefused(String host, String reason) {
        try (var declaration = at(Transport.TLS, host).declaration()) {
            assertThatThrownBy(declaration::compare).isInstanceOfSatisfying(FaultException.class, refused -> {
                assertThat(refused.fault().code()).isEqualTo(FaultCode.QUEUE_UNAVAILABLE);
                assertThat(refused.fault().reason())
                        .contains("RabbitMQ", "certificate is refused", reason)
                        .hasLineCount(1);
            });
        }
        try (var publisher = at(Transport.TLS, host).publisher(Approval.NONE)) {
            assertThat(publisher.publish(List.of(MESSAGE)))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.orElseThrow().reason()).contains(reason));
        }
    }

    private RabbitMq at(Transport transport, String host) {
        var broker = new BrokerAddress(transport, host, server.port(), "/", Optional.empty());
        return new RabbitMq(
                new QueueAddress.RabbitMq(broker, name),
                () -> new Credentials(RabbitMqServer.USER, RabbitMqServer.PASSWORD),
                InstantSource.system());
    }
}
