package dev.afterdelete.local.demo;

import dev.afterdelete.local.FunctionException;
import dev.afterdelete.local.Strategy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Keeps the local system up until Ctrl-C, and says what can be tried with it. */
public final class Local {
    private static final int RECIPES = 1_000;
    private static final int SWEEP_SECONDS = 15;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Session session;
    private final Screen screen;

    private Local(Session session) {
        this.session = session;
        this.screen = session.screen();
    }

    public static void main(String[] arguments) {
        System.exit(Session.run(Screen.of(System.out), session -> new Local(session).stay()));
    }

    private void stay() throws Exception {
        screen.heading("Afterdelete", "the whole system, until Ctrl-C");
        var running = new Startup(session).start(RECIPES);
        tellWhatToTry(running);
        session.output().follow(screen::line);
        var schedule = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory());
        session.resources().add(schedule::shutdownNow);
        var _ = schedule.scheduleWithFixedDelay(() -> sweep(running), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
        watch(running);
    }

    private void sweep(Running running) {
        try {
            running.system().sweep();
        } catch (FunctionException e) {
            screen.bad("sweep: " + e.getMessage());
        }
    }

    /** Says how many rows there are, as often as it changes. */
    private void watch(Running running) throws SQLException, InterruptedException {
        try (var connection = running.database().connect()) {
            for (var seen = ""; ; Thread.sleep(BETWEEN_LOOKS)) {
                var rows = RowCounts.of(connection).toString();
                if (!rows.equals(seen)) {
                    screen.item("rows", rows);
                }
                seen = rows;
            }
        }
    }

    private void tellWhatToTry(Running running) {
        var system = running.system();
        screen.heading("Try", "the recipes have the ids 1 to " + Screen.count(RECIPES));
        tell("the row now, the rest by the queue", "-X DELETE %s/recipes/1".formatted(system.api(Strategy.QUEUE)));
        tell("everything now", "-X DELETE %s/recipes/2".formatted(system.api(Strategy.INLINE)));
        tell(
                "everything with the next sweep, each " + SWEEP_SECONDS + " s",
                "-X DELETE %s/recipes/3".formatted(system.api(Strategy.SCHEDULED)));
        tell("no such table", "-X DELETE %s/users/1".formatted(system.api(Strategy.QUEUE)));
        tell("a message from any other application", """
                %s -d Action=SendMessage \\
                    --data-urlencode 'MessageBody={"id":4,"action":"deleted"}'""".formatted(
                        running.queues().url()));
        screen.heading("Rows", "as they change");
    }

    private void tell(String what, String request) {
        screen.blank();
        screen.line("# " + what);
        screen.line("curl -i " + request);
    }
}
