package dev.afterdelete.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Users who delete rows, and ask again until they are told that a row will be gone or is. */
final class DeleteLoad implements AutoCloseable {
    private static final int USERS = 3;
    private static final Duration ANSWER = Duration.ofSeconds(15);

    /** Will follow, done, was gone already: an earlier request got through, and its answer did not. */
    private static final Set<Integer> CERTAIN = Set.of(202, 200, 404);

    private final ExecutorService users = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ConcurrentLinkedQueue<Long> wanted;
    private final Random random;
    private final List<Future<Void>> running = new ArrayList<>();
    private final Duration pace;
    private final AtomicInteger certain = new AtomicInteger();
    private volatile boolean hurrying;

    private DeleteLoad(List<Long> ids, Duration pace, Random random) {
        var shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, random);
        this.wanted = new ConcurrentLinkedQueue<>(shuffled);
        this.pace = pace;
        this.random = new Random(random.nextLong());
    }

    /**
     * Starts.
     *
     * @param table the URL of the table
     * @param lasting how long the requests are spread over, at least
     */
    static DeleteLoad start(URI table, List<Long> ids, Duration lasting, Random random) {
        var pace = lasting.multipliedBy(USERS).dividedBy(Math.max(1, ids.size()));
        var load = new DeleteLoad(ids, pace, random);
        for (var user = 0; user < USERS; user++) {
            Callable<Void> requests = () -> load.deleteAll(table);
            load.running.add(load.users.submit(requests));
        }
        return load;
    }

    private Void deleteAll(URI table) throws InterruptedException {
        for (var id = wanted.poll(); id != null; id = wanted.poll()) {
            while (!isCertain(URI.create(table + "/" + id))) {
                Thread.sleep(200);
            }
            certain.incrementAndGet();
            Thread.sleep(hurrying ? 0 : random.nextLong(2 * pace.toMillis() + 1));
        }
        return null;
    }

    private boolean isCertain(URI row) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(row).timeout(ANSWER).DELETE().build();
            return CERTAIN.contains(
                    client.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException _) {
            return false; // nobody answered: ask again
        }
    }

    /** How many rows are certain to be gone so far. */
    int certain() {
        return certain.get();
    }

    /** Waits until all are certain to be gone; asks without rest from now on. */
    void finish() throws InterruptedException {
        hurrying = true;
        for (var user : running) {
            try {
                user.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        users.shutdownNow();
        client.close();
    }
}
