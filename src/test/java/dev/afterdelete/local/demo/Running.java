package dev.afterdelete.local.demo;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.LocalSystem;
import dev.afterdelete.local.QueuePair;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The local system at work on the sample application.
 *
 * @param database holds the sample application's rows and the outbox
 * @param queues between API and consumer
 * @param system the functions, and what reaches them
 * @param recipes the sample application
 * @param output what the functions write
 */
record Running(
        LocalDatabase database, QueuePair queues, LocalSystem system, RecipeManager recipes, FunctionOutput output) {
    /** What somebody still has to do: empty when all is done. */
    List<String> owed() throws SQLException {
        var owed = new ArrayList<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM afterdelete_outbox WHERE done_at IS NULL")) {
            rows.next();
            add(owed, rows.getInt(1), "rows in the outbox");
        }
        add(owed, queues.messages(), "messages in the queue");
        add(owed, queues.deadLetters(), "dead letters");
        return owed;
    }

    private static void add(List<String> owed, int count, String what) {
        if (count > 0) {
            owed.add(count + " " + what);
        }
    }

    static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
