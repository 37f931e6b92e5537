package dev.afterdelete.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A JVM with little memory that runs {@link HugeParentConsumer}. */
final class ConsumerProcess implements AutoCloseable {
    static final String MEMORY = "-Xmx128m";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String ENDED = "";

    private final Process process;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(10_000);

    private ConsumerProcess(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().start(this::read);
    }

    static ConsumerProcess start(Map<String, String> environment, Duration timeout) throws IOException {
        var builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                MEMORY,
                "-XX:+ExitOnOutOfMemoryError",
                "-classpath",
                System.getProperty("java.class.path"),
                HugeParentConsumer.class.getName(),
                timeout.toString());
        builder.environment().putAll(environment);
        return new ConsumerProcess(
                builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Its own lines, up to one that says {@code last}. */
    List<String> linesUntil(String last) {
        var said = new ArrayList<String>();
        do {
            said.add(nextLine(PATIENCE));
            if (said.getLast().equals(ENDED)) {
                throw new IllegalStateException("the consumer ended before it said " + last + ": " + said);
            }
        } while (!said.getLast().equals(last));
        return said;
    }

    /** Lets it go on. */
    void goOn() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
    }

    private String nextLine(Duration patience) {
        try {
            var line = lines.poll(patience.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("the consumer has said nothing for " + patience);
            }
            return line;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void read() {
        try (var reader = process.inputReader()) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(HugeParentConsumer.MARK)) {
                    lines.add(line.substring(HugeParentConsumer.MARK.length()));
                }
            }
            lines.add(ENDED);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
