package dev.afterdelete.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Deletes recipes over HTTP, one request after the other.
 *
 * @param client sends them
 * @param api where to
 */
record Requests(HttpClient client, URI api) {
    /**
     * Sends {@code DELETE /recipes/ID} for each id.
     *
     * @param status what every answer has to be
     * @param progress told how many are answered
     * @return how long each answer took
     * @throws DemoFailure at the first answer that is another
     */
    List<Duration> delete(List<Long> ids, int status, LongConsumer progress) {
        var times = new ArrayList<Duration>(ids.size());
        for (var id : ids) {
            var start = System.nanoTime();
            send(URI.create(api + "/recipes/" + id), status);
            times.add(Duration.ofNanos(System.nanoTime() - start));
            progress.accept(times.size());
        }
        return times;
    }

    private void send(URI row, int status) {
        try {
            var response = client.send(HttpRequest.newBuilder(row).DELETE().build(), BodyHandlers.ofString());
            if (response.statusCode() != status) {
                throw new DemoFailure("DELETE %s was answered with %d instead of %d: %s"
                        .formatted(row, response.statusCode(), status, response.body()));
            }
        } catch (IOException e) {
            throw new DemoFailure("DELETE %s was not answered: %s".formatted(row, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("interrupted");
        }
    }
}
