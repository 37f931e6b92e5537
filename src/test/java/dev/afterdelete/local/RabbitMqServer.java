package dev.afterdelete.local;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.afterdelete.config.Credentials;
import dev.afterdelete.config.queue.BrokerAddress;
import dev.afterdelete.config.queue.BrokerAddress.Transport;
import dev.afterdelete.config.queue.QueueAddress;
import dev.afterdelete.rabbit.RabbitMq;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** A RabbitMQ server in a container, that the tests may do with as they like. */
public final class RabbitMqServer implements AutoCloseable {
    private static final String IMAGE = "rabbitmq:4";
    private static final int PLAIN_PORT = 5672;
    private static final int TLS_PORT = 5671;
    private static final String TLS_ONLY = """
            listeners.tcp = none
            listeners.ssl.default = 5671
            ssl_options.cacertfile = /tls/certificate.pem
            ssl_options.certfile = /tls/certificate.pem
            ssl_options.keyfile = /tls/key.pem
            """;

    /** Who may do anything there. */
    public static final String USER = "afterdelete";

    /** That user's password. */
    public static final String PASSWORD = "pass word/1";

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final GenericContainer<?> container;
    private final int port;

    private RabbitMqServer(GenericContainer<?> container, int port) {
        this.container = container;
        this.port = port;
    }

    /** Starts a server; takes several seconds. */
    public static RabbitMqServer start() {
        return start(container(), PLAIN_PORT);
    }

    /** Starts a server that speaks TLS on its port, with this certificate, and nothing else. */
    public static RabbitMqServer startWithTls(PemCertificate certificate) {
        var container = container()
                .withCopyToContainer(Transferable.of(TLS_ONLY), "/etc/rabbitmq/conf.d/20-tls.conf")
                .withCopyToContainer(Transferable.of(certificate.certificate()), "/tls/certificate.pem")
                .withCopyToContainer(Transferable.of(certificate.key()), "/tls/key.pem");
        return start(container, TLS_PORT);
    }

    private static GenericContainer<?> container() {
        return new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withEnv(Map.of("RABBITMQ_DEFAULT_USER", USER, "RABBITMQ_DEFAULT_PASS", PASSWORD))
                .waitingFor(
                        Wait.forLogMessage(".*Server startup complete.*", 1).withStartupTimeout(Duration.ofMinutes(2)));
    }

    private static RabbitMqServer start(GenericContainer<?> container, int inside) {
        var port = freePort(); // a port that Docker chooses is another one after a restart
        container.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(port, inside)));
        container.start();
        return new RabbitMqServer(container, port);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens on the loopback interface. */
    public int port() {
        return port;
    }

    /** A name that no other queue of this JVM has. */
    public static String freshName() {
        return "fresh-" + NAMES.incrementAndGet();
    }

    /** The RabbitMQ side of Afterdelete on the queue {@code name}. */
    public RabbitMq on(String name) {
        return through(port, name);
    }

    /** The same, as another user. */
    public RabbitMq on(String name, Credentials user) {
        return through(port, name, user);
    }

    /** Makes a user who may do what these patterns of names say. */
    public Credentials userWith(String configure, String write, String read) {
        var user = new Credentials(freshName(), PASSWORD);
        control("add_user", user.user(), user.password());
        control("set_permissions", user.user(), configure, write, read);
        return user;
    }

    /** The same by way of another port, such as a proxy's. */
    public RabbitMq through(int otherPort, String name) {
        return through(otherPort, name, new Credentials(USER, PASSWORD));
    }

    private static RabbitMq through(int otherPort, String name, Credentials user) {
        var broker = new BrokerAddress(Transport.PLAIN, "127.0.0.1", otherPort, "/", Optional.empty());
        return new RabbitMq(new QueueAddress.RabbitMq(broker, name), () -> user, InstantSource.system());
    }

    /** The same, with all that has to be there. */
    public RabbitMq withTopology(String name) {
        var rabbit = on(name);
        try (var declaration = rabbit.declaration()) {
            declaration.apply();
        }
        return rabbit;
    }

    /** The settings that lead Afterdelete to the queue {@code name}, by way of {@code otherPort}. */
    public static Map<String, String> settings(int otherPort, String name) {
        return Map.of(
                "AFTERDELETE_QUEUE_URL", "amqp://127.0.0.1:%d/?queue=%s".formatted(otherPort, name),
                "AFTERDELETE_QUEUE_USER", USER,
                "AFTERDELETE_QUEUE_PASSWORD", PASSWORD);
    }

    /** A connection of the test's own. */
    public Connection connect() throws IOException {
        try {
            var factory = new ConnectionFactory();
            factory.setHost("127.0.0.1");
            factory.setPort(port);
            factory.setUsername(USER);
            factory.setPassword(PASSWORD);
            return factory.newConnection();
        } catch (TimeoutException e) {
            throw new IOException(e);
        }
    }

    /** A question on a connection of its own. */
    public interface Question<T> {
        /** Asks. */
        T ask(Channel channel) throws IOException;
    }

    /** Asks the server. */
    public <T> T ask(Question<T> question) {
        try (var connection = connect()) {
            return question.ask(connection.createChannel());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many messages of a queue wait to be handed over. */
    public long ready(String queue) {
        return ask(channel -> channel.messageCount(queue));
    }

    /** Runs {@code rabbitmqctl}. */
    public void control(String... arguments) {
        var command = new String[arguments.length + 1];
        command[0] = "rabbitmqctl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            var result = container.execInContainer(command);
            if (result.getExitCode() != 0) {
                throw new IllegalStateException(result.getStdout() + result.getStderr());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills it (SIGKILL), and starts it again with what was on its disk. */
    public void crash() {
        var docker = container.getDockerClient();
        docker.killContainerCmd(container.getContainerId()).exec();
        docker.startContainerCmd(container.getContainerId()).exec();
        awaitAnswer();
    }

    private void awaitAnswer() {
        var end = System.nanoTime() + RECOVERY.toNanos();
        while (!answers()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("RabbitMQ did not come back");
            }
            sleep();
        }
    }

    private boolean answers() {
        try (var connection = connect()) {
            return connection.isOpen();
        } catch (IOException _) {
            return false;
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}
