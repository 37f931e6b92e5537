package dev.afterdelete.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a process has written, line by line. <b>Threads</b>: one reads, any may ask. */
public final class OutputLines {
    private final List<String> lines = new ArrayList<>();
    private final Consumer<String> listener;
    private boolean ended;

    OutputLines(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Reads to the end, and hands each line to the listener as it comes. */
    void readAll(BufferedReader output) {
        try (output) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(the output broke off: " + e.getMessage() + ")"); // its process was killed
        } finally {
            end();
        }
    }

    private void add(String line) {
        synchronized (this) {
            lines.add(line);
            notifyAll();
        }
        listener.accept(line);
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** All lines so far. */
    public synchronized List<String> all() {
        return List.copyOf(lines);
    }

    /**
     * Waits for a line: a function's answer can be here before its last line is.
     *
     * @param wanted what the line has to be like
     * @param patience how long to wait at most
     * @return the first such line of all; empty when none came, or the process ended without it
     */
    public synchronized Optional<String> await(Predicate<String> wanted, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        try {
            for (var next = 0; ; ) {
                while (next < lines.size()) {
                    var line = lines.get(next++);
                    if (wanted.test(line)) {
                        return Optional.of(line);
                    }
                }
                var left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (ended || left <= 0) {
                    return Optional.empty();
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
