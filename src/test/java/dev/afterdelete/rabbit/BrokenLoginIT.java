package dev.afterdelete.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.config.queue.BrokerAddress;
import dev.afterdelete.config.queue.BrokerAddress.Transport;
import dev.afterdelete.config.queue.QueueAddress;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection that breaks before it stands is a queue that is away, in one line, and never a refused login. */
class BrokenLoginIT {
    private static final int PROTOCOL_HEADER_BYTES = 8;

    private final ServerSocket listener;

    BrokenLoginIT() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    /** What a peer says to one that connects, before it hangs up. */
    private interface Peer {
        void speak(Socket client) throws IOException;
    }

    @Test
    void onePeerHangsUpAtOnce() {
        answer(_ -> {});
        requireAway();
    }

    @Test
    void oneHangsUpWhenItHasHeardThePassword() {
        answer(client -> {
            client.getInputStream().readNBytes(PROTOCOL_HEADER_BYTES);
            client.getOutputStream().write(start());
            client.getInputStream().read();
        });
        requireAway();
    }

    @Test
    void oneDoesNotSpeakAmqp() {
        answer(client ->
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        requireAway();
    }

    @Test
    void oneSaysNothing() {
        answer(client -> client.getInputStream().readAllBytes());
        assertThat(requireAway()).contains("it did not answer in time");
    }

    private void answer(Peer peer) {
        Thread.ofVirtual().start(() -> {
            while (!listener.isClosed()) {
                try (var client = listener.accept()) {
                    peer.speak(client);
                } catch (IOException _) {
                    continue; // it went first, or the test is over
                }
            }
        });
    }

    /** Of who consumes and of who sends; returns what the former is told. */
    private String requireAway() {
        var begun = Instant.now();
        var broker = new RabbitMq(
                new QueueAddress.RabbitMq(
                        new BrokerAddress(Transport.PLAIN, "127.0.0.1", listener.getLocalPort(), "/", Optional.empty()),
                        "cascades"),
                () -> new Credentials("user", "secret"),
                InstantSource.system());
        try (var source = broker.source(1);
                var publisher = broker.publisher(Approval.NONE)) {
            assertThat(publisher.publish(List.of(new OutgoingMessage("{}", Optional.empty()))))
                    .singleElement()
                    .satisfies(fault -> requireOneLine(fault.orElseThrow().reason()));
            var thrown = assertThatExceptionOfType(FaultException.class)
                    .isThrownBy(source::heldFor)
                    .actual();
            assertThat(thrown.fault().code()).isEqualTo(FaultCode.QUEUE_UNAVAILABLE);
            requireOneLine(thrown.fault().reason());
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(12));
            return thrown.fault().reason();
        }
    }

    private void requireOneLine(String reason) {
        assertThat(reason)
                .doesNotContain("\n")
                .doesNotContain("secret")
                .doesNotContain("null")
                .doesNotContain("authentication failure")
                .endsWith("(127.0.0.1:%d, virtual host /)".formatted(listener.getLocalPort()));
    }

    /** The frame by which a broker begins: AMQP 0-9-1, no properties, one way to log in, one language. */
    private static byte[] start() throws IOException {
        var method = new ByteArrayOutputStream();
        var arguments = new DataOutputStream(method);
        arguments.writeShort(10);
        arguments.writeShort(10);
        arguments.write(new byte[] {0, 9});
        arguments.writeInt(0);
        arguments.writeInt(5);
        arguments.writeBytes("PLAIN");
        arguments.writeInt(5);
        arguments.writeBytes("en_US");
        var frame = new ByteArrayOutputStream();
        var out = new DataOutputStream(frame);
        out.writeByte(1);
        out.writeShort(0);
        out.writeInt(method.size());
        method.writeTo(out);
        out.writeByte(0xCE);
        return frame.toByteArray();
    }
}
