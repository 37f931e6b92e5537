package dev.afterdelete.local.demo;

import dev.afterdelete.local.Strategy;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;

/**
 * Shows all three strategies on the sample application, and verifies every row. Exits with 0 only if no child of a
 * deleted recipe is left and no other row is gone.
 */
public final class Demo {
    private static final int RECIPES = 3_000;
    private static final int BY_QUEUE = 1_000;
    private static final int INLINE = 500;
    private static final int BY_SWEEP = 1_000;
    private static final long SHUFFLE = 17;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Session session;
    private final Screen screen;

    private Demo(Session session) {
        this.session = session;
        this.screen = session.screen();
    }

    public static void main(String[] arguments) {
        System.exit(Session.run(Screen.of(System.out), session -> new Demo(session).show()));
    }

    private void show() throws Exception {
        screen.heading("Afterdelete", "what follows from a deleted row, when there are no foreign keys");
        var running = new Startup(session).start(RECIPES);
        var ids = new ArrayList<>(running.recipes().ids());
        Collections.shuffle(ids, new Random(SHUFFLE));
        try (var client = HttpClient.newHttpClient();
                var connection = running.database().connect()) {
            var chapter = new Chapter(running, screen, client, connection);
            screen.heading("1. queue", "the request deletes the row, a message brings the rest about");
            chapter.show(Strategy.QUEUE, ids.subList(0, BY_QUEUE));
            screen.heading("2. inline", "the request deletes everything");
            chapter.show(Strategy.INLINE, ids.subList(BY_QUEUE, BY_QUEUE + INLINE));
            screen.heading("3. scheduled", "the request flags the row, the sweep deletes everything");
            chapter.show(Strategy.SCHEDULED, ids.subList(BY_QUEUE + INLINE, BY_QUEUE + INLINE + BY_SWEEP));
            verifyNothingIsOwed(running);
        }
        tellHowToGoOn();
    }

    private void verifyNothingIsOwed(Running running) throws SQLException {
        for (var start = System.nanoTime(); ; ) {
            var owed = running.owed();
            if (owed.isEmpty()) {
                screen.good("nothing is owed: outbox, queue and dead-letter queue are empty");
                return;
            }
            if (Running.since(start).compareTo(PATIENCE) > 0) {
                throw new DemoFailure("still owed: " + owed);
            }
        }
    }

    private void tellHowToGoOn() {
        screen.heading("Next", "what to do now");
        screen.line("mvn -Plocal                        this system until Ctrl-C, to play with");
        screen.line("mvn -Pcheck                        every test there is");
        screen.line("src/main/resources/relations.yaml  what refers to what: declare your own");
        screen.line("README.md                          how to deploy it");
        screen.blank();
    }
}
