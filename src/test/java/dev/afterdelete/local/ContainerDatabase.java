package dev.afterdelete.local;

import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A MySQL server in a container. */
public final class ContainerDatabase implements DatabaseServer {
    private static final String IMAGE = "mysql:9.7";
    private static final String ROOT = "root";

    private final MySQLContainer container;

    private ContainerDatabase(MySQLContainer container) {
        this.container = container;
    }

    /**
     * Starts a server; takes a few seconds.
     *
     * @param options of the server, beside its own
     */
    public static ContainerDatabase start(String... options) {
        var container = new MySQLContainer(DockerImageName.parse(IMAGE)).withCommand(options);
        container.start();
        return new ContainerDatabase(container);
    }

    @Override
    public String name() {
        return IMAGE + " (container)";
    }

    @Override
    public DatabaseAddress address() {
        return new DatabaseAddress(
                container.getHost(), container.getMappedPort(MySQLContainer.MYSQL_PORT), ROOT, container.getPassword());
    }

    @Override
    public void close() {
        container.stop();
    }
}
