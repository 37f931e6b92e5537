package dev.afterdelete.cli.input;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that runs for long come to an orderly end when the process is told to (SIGTERM, SIGINT): it is asked
 * to stop, and when it has, the process exits with the command's own code. One that does not stop in time is ended as
 * any process is.
 */
public final class Termination implements AutoCloseable {
    /** Kubernetes kills after 30 s; an attempt that waits for its database ends by the socket time-out. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Runnable stop;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile OptionalInt code = OptionalInt.empty();

    private Termination(Runnable stop) {
        this.stop = stop;
        this.hook = new Thread(this::end, "termination");
    }

    /** Runs {@code stop}, in a thread of its own, when the process is told to end before this is closed. */
    public static Termination asking(Runnable stop) {
        var termination = new Termination(stop);
        Runtime.getRuntime().addShutdownHook(termination.hook);
        return termination;
    }

    /** Says what the process exits with if it has been told to end; returns it. */
    public int exitingWith(int exitCode) {
        code = OptionalInt.of(exitCode);
        return exitCode;
    }

    private void end() {
        stop.run();
        try {
            if (ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) && code.isPresent()) {
                Runtime.getRuntime().halt(code.getAsInt()); // else the exit code would be the signal's
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command has stopped. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            stop.run(); // harmless: the process is ending, and the hook has said so
        }
    }
}
