package dev.afterdelete.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A MySQL server in a container. */
public final class ContainerDatabase implements DatabaseServer {
    private static final String IMAGE = "mysql:9.7";
    private static final String ROOT = "root";

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final MySQLContainer container;
    private final DatabaseAddress address;

    private ContainerDatabase(MySQLContainer container, DatabaseAddress address) {
        this.container = container;
        this.address = address;
    }

    /**
     * Starts a server; takes a few seconds.
     *
     * @param options of the server, beside its own
     */
    public static ContainerDatabase start(String... options) {
        var container = new MySQLContainer(DockerImageName.parse(IMAGE)).withCommand(options);
        var port = freePort(); // a port that Docker chooses is another one after a restart
        container.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(port, MySQLContainer.MYSQL_PORT)));
        container.start();
        var address = new DatabaseAddress(container.getHost(), port, ROOT, container.getPassword());
        return new ContainerDatabase(container, address);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return IMAGE + " (container)";
    }

    @Override
    public DatabaseAddress address() {
        return address;
    }

    @Override
    public void crash() {
        var docker = container.getDockerClient();
        docker.killContainerCmd(container.getContainerId()).exec();
        docker.startContainerCmd(container.getContainerId()).exec();
        address.awaitAnswer(RECOVERY);
    }

    @Override
    public void close() {
        container.stop();
    }
}
