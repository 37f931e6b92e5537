package dev.afterdelete.local.demo;

import dev.afterdelete.local.Resources;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One run of a program of this package: where it writes, what it has to close, and what its functions say. Everything
 * is closed however it ends, Ctrl-C included.
 *
 * @param screen for the person who watches
 * @param resources closed at the end
 * @param output of the functions; its last lines are shown when something fails
 */
record Session(Screen screen, Resources resources, FunctionOutput output) {
    /** What a program does. */
    interface Program {
        void run(Session session) throws Exception;
    }

    /**
     * Runs a program.
     *
     * @return its exit status: 0 when it came to its end
     */
    static int run(Screen screen, Program program) {
        var session = new Session(screen, new Resources(), new FunctionOutput());
        var interrupted = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            interrupted.set(true);
            session.resources.close();
        }));
        try (var _ = session.resources) {
            program.run(session);
            return 0;
        } catch (Exception e) {
            if (!interrupted.get()) {
                session.fail(e);
            }
            return 1;
        }
    }

    private void fail(Exception failure) {
        screen.endProgress();
        screen.bad(failure instanceof DemoFailure ? String.valueOf(failure.getMessage()) : failure.toString());
        for (var suppressed : failure.getSuppressed()) {
            screen.line(suppressed.toString());
        }
        if (!output.lastLines().isEmpty()) {
            screen.blank();
            screen.line("The last lines that functions wrote:");
            output.lastLines().forEach(screen::line);
        }
    }
}
