package dev.afterdelete.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A main class in a JVM of its own, which ends when this one does. */
public final class JavaProcess implements AutoCloseable {
    private final Process process;
    private final OutputLines output = new OutputLines(line -> {});

    private JavaProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(() -> output.readAll(process.inputReader(UTF_8)));
    }

    /**
     * Starts the command line as it is deployed: our classes and the libraries that ship with them.
     *
     * @param environment its environment variables; nothing of this process's own is handed on
     */
    public static JavaProcess commandLine(Map<String, String> environment, String... arguments) {
        var classPath = new ArrayList<>(FunctionCode.deployed());
        classPath.add(FunctionCode.of(picocli.CommandLine.class));
        classPath.add(FunctionCode.of(Tethered.class));
        var joined = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return start(joined, dev.afterdelete.cli.Main.class, environment, arguments);
    }

    /** Starts a main class of the tests. */
    public static JavaProcess ofTests(Class<?> main, Map<String, String> environment, String... arguments) {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return start(classPath, main, environment, arguments);
    }

    private static JavaProcess start(
            String classPath, Class<?> main, Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-classpath",
                classPath,
                Tethered.class.getName(),
                main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new JavaProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has written so far. */
    public OutputLines output() {
        return output;
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end, as a supervisor does (SIGTERM). */
    public void terminate() {
        process.toHandle().destroy(); // Process.destroy would cut the tether, too
    }

    /** Ends it whatever it is doing (SIGKILL). */
    public void kill() {
        process.destroyForcibly();
    }

    /**
     * Waits for its end.
     *
     * @return its exit code
     * @throws IllegalStateException when it goes on; it is killed then
     */
    public int awaitExit(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
                throw new IllegalStateException("still alive after " + patience + ": " + output.all());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills it. <b>Idempotent</b>. */
    @Override
    public void close() {
        kill();
    }
}
