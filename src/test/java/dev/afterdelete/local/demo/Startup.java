package dev.afterdelete.local.demo;

import dev.afterdelete.local.EmbeddedDatabase;
import dev.afterdelete.local.EmbeddedQueue;
import dev.afterdelete.local.FunctionHost;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.LocalSystem;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.SqsClients;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Starts the local system with the sample application in it, and says what there is and how long it took. */
final class Startup {
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(60);
    private static final int MAX_RECEIVE_COUNT = 5;

    private final Session session;

    Startup(Session session) {
        this.session = session;
    }

    Running start(int recipeCount) throws Exception {
        var queueServer =
                CompletableFuture.supplyAsync(() -> session.resources().add(EmbeddedQueue.start()));
        var database = told("database", "MariaDB, embedded", this::startDatabase);
        var queues = told("queue", "ElasticMQ, embedded", () -> createQueues(queueServer.join()));
        var host = FunctionHost.ofThisMachine();
        var system = told(
                "functions",
                "5, " + host.description(),
                () -> LocalSystem.start(session.resources(), host, database, queues, session.output()));
        var sample = "%s recipes, each with %d ingredients and %d steps"
                .formatted(Screen.count(recipeCount), RecipeManager.INGREDIENTS, RecipeManager.STEPS);
        var recipes = told("sample", sample, () -> RecipeManager.load(database, recipeCount));
        return new Running(database, queues, system, recipes, session.output());
    }

    private <T> T told(String label, String text, Callable<T> step) throws Exception {
        var start = System.nanoTime();
        var result = step.call();
        session.screen().item(label, text, Running.since(start));
        return result;
    }

    private LocalDatabase startDatabase() throws SQLException {
        return session.resources().add(EmbeddedDatabase.start()).address().create("recipe_manager");
    }

    private QueuePair createQueues(EmbeddedQueue server) {
        var sqs = session.resources().add(SqsClients.of(server.endpoint()));
        return QueuePair.create(sqs, "afterdelete", VISIBILITY_TIMEOUT, MAX_RECEIVE_COUNT);
    }
}
