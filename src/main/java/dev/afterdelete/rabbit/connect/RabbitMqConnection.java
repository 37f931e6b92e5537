package dev.afterdelete.rabbit.connect;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.SocketConfigurators;
import dev.afterdelete.config.Credentials;
import dev.afterdelete.config.queue.BrokerAddress;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import java.io.IOException;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One connection with RabbitMQ: opened when it is first needed, and opened again when it is needed after it broke. Not
 * for several threads.
 */
public final class RabbitMqConnection implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    /** A peer that says nothing for two of these is gone. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final int CLOSE_MILLIS = 2_000;

    private final BrokerAddress address;
    private final Supplier<Credentials> login;
    private final List<Runnable> whenBlocked = new CopyOnWriteArrayList<>();
    private volatile Blockade blockade = new Blockade(whenBlocked);
    private @Nullable Connection connection;
    private volatile @Nullable Socket socket;

    /** The RabbitMQ at {@code address}; {@code login} is asked whenever a connection is opened. */
    public RabbitMqConnection(BrokerAddress address, Supplier<Credentials> login) {
        this.address = address;
        this.login = login;
    }

    /** A new channel. */
    public Channel openChannel() throws IOException, TimeoutException {
        var open = connection;
        if (open == null || !open.isOpen()) {
            open = connect();
            connection = open;
        }
        var channel = open.createChannel();
        if (channel == null) {
            throw new IOException("it gives this connection no further channel");
        }
        return channel;
    }

    /** Why RabbitMQ takes no message of this connection just now; empty where it takes them, or there is none. */
    public Optional<String> blocked() {
        var open = connection;
        return open != null && open.isOpen() ? blockade.reason() : Optional.empty();
    }

    /** Runs {@code listener} whenever RabbitMQ takes no more. */
    public void whenBlocked(Runnable listener) {
        whenBlocked.add(listener);
    }

    /** Breaks it off without waiting for an answer; the next channel is on another one. <b>Idempotent</b>. */
    public void drop() {
        var open = connection;
        connection = null;
        if (open != null) {
            open.abort(0);
        }
    }

    /**
     * Ends whatever is under way on it, even a write that nobody reads. <b>Threads</b>: for another one than that which
     * is stuck.
     */
    public void sever() {
        var stuck = socket;
        if (stuck != null) {
            try {
                stuck.setSoLinger(true, 0); // with TLS, closing would wait for the write that it is to end
                stuck.close();
            } catch (IOException closed) {
                socket = null; // which is what it was to be
            }
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
        factory.setSocketConfigurator(SocketConfigurators.defaultConfigurator().andThen(opening -> socket = opening));
        switch (address.transport()) {
            case PLAIN -> {}
            case TLS -> protect(factory);
        }
        var made = factory.newConnection("afterdelete");
        var fresh = new Blockade(whenBlocked); // what the last connection still says is not about this one
        made.addBlockedListener(fresh);
        blockade = fresh;
        return made;
    }

    private static void protect(ConnectionFactory factory) {
        try {
            factory.useSslProtocol(SSLContext.getDefault());
            factory.enableHostnameVerification();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What went wrong and with whom; one line. */
    public String reason(Exception error) {
        return "%s (%s:%d, virtual host %s)"
                .formatted(RabbitMqFaults.reason(error), address.host(), address.port(), address.virtualHost());
    }

    /** The queue did not answer, or not as it was asked. */
    public Fault unavailable(Exception error) {
        return new Fault(FaultCode.QUEUE_UNAVAILABLE, "RabbitMQ does not answer as expected: " + reason(error));
    }

    /** Why {@code queue} cannot be consumed: for good where RabbitMQ says no, else until it answers. */
    public FaultException unusable(String queue, Exception error) {
        return new FaultException(
                RabbitMqFaults.isRefusal(error) ? RabbitMqFaults.unusable(queue, reason(error)) : unavailable(error),
                error);
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
