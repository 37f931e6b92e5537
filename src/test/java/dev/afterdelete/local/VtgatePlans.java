package dev.afterdelete.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a vtgate carries out the statements of cascades.
 *
 * @param variants by statement: to which shards its parts go, each variant once
 */
public record VtgatePlans(Map<String, String> variants) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OURS = "WORKLOAD_NAME=afterdelete";

    static VtgatePlans read(String host, int port) {
        var address = URI.create("http://%s:%d/debug/query_plans".formatted(host, port));
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            var plans = new TreeMap<String, String>();
            JSON.readTree(answer.body()).forEachEntry((statement, plan) -> {
                if (statement.contains(OURS)) {
                    plans.put(statement, String.join("+", new TreeSet<>(plan.findValuesAsText("Variant"))));
                }
            });
            return new VtgatePlans(plans);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many statements there are of each variant. */
    public Map<String, Long> counts() {
        return variants.values().stream()
                .collect(Collectors.groupingBy(variant -> variant, TreeMap::new, Collectors.counting()));
    }
}
