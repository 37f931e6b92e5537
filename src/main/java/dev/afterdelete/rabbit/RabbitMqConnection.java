package dev.afterdelete.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.afterdelete.config.Credentials;
import dev.afterdelete.config.queue.BrokerAddress;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One connection with RabbitMQ: opened when it is first needed, and opened again when it is needed after it broke. Not
 * for several threads.
 */
final class RabbitMqConnection implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    /** A peer that says nothing for two of these is gone. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final int CLOSE_MILLIS = 2_000;

    private final BrokerAddress address;
    private final Supplier<Credentials> login;
    private @Nullable Connection connection;

    RabbitMqConnection(BrokerAddress address, Supplier<Credentials> login) {
        this.address = address;
        this.login = login;
    }

    /** A new channel. */
    Channel openChannel() throws IOException, TimeoutException {
        var open = connection;
        if (open == null || !open.isOpen()) {
            open = connect();
            connection = open;
        }
        var channel = open.createChannel();
        if (channel == null) {
            throw new IOException("RabbitMQ gives this connection no further channel");
        }
        return channel;
    }

    /** Breaks it off without waiting for an answer; the next channel is on another one. <b>Idempotent</b>. */
    void drop() {
        var open = connection;
        connection = null;
        if (open != null) {
            open.abort(0);
        }
    }

    private Connection connect() throws IOException, TimeoutException {
        var factory = new ConnectionFactory();
        factory.setHost(address.host());
        factory.setPort(address.port());
        factory.setVirtualHost(address.virtualHost());
        var credentials = login.get();
        factory.setUsername(credentials.user());
        factory.setPassword(credentials.password());
        factory.setConnectionTimeout((int) CONNECT.toMillis());
        factory.setHandshakeTimeout((int) ANSWER.toMillis());
        factory.setChannelRpcTimeout((int) ANSWER.toMillis());
        factory.setRequestedHeartbeat((int) HEARTBEAT.toSeconds());
        factory.setAutomaticRecoveryEnabled(false); // what was under way has to be known, not guessed
        factory.setTopologyRecoveryEnabled(false);
        switch (address.transport()) {
            case PLAIN -> {}
            case TLS -> protect(factory);
        }
        var made = factory.newConnection("afterdelete");
        made.addBlockedListener(reason -> breakOff(made, "it blocks publishers: " + reason), () -> {});
        return made;
    }

    /** A broker that is short of memory or disk stops reading, and whoever writes would wait for as long. */
    private static void breakOff(Connection blocked, String reason) {
        Thread.ofVirtual().start(() -> blocked.abort(AMQP.CONNECTION_FORCED, reason, 0));
    }

    private static void protect(ConnectionFactory factory) {
        try {
            factory.useSslProtocol(SSLContext.getDefault());
            factory.enableHostnameVerification();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Says goodbye; what was not acknowledged comes again. */
    @Override
    public void close() {
        var open = connection;
        connection = null;
        if (open != null) {
            open.abort(CLOSE_MILLIS);
        }
    }
}
