package dev.afterdelete.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterdelete.cli.Main;
import dev.afterdelete.event.Envelope.Approval;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A cascade as a folder tells it: {@code relations.yaml}, {@code schema.sql}, {@code rows.sql}, {@code message.json},
 * and the golden files {@code plan.txt} and {@code expect.txt}.
 *
 * @param folder where the files are
 */
record Story(Path folder) {
    private static final Path STORIES = Path.of("src/test/resources/scenarios");
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One invocation of the consumer, or of the sweep.
     *
     * @param before SQL that the application runs first
     * @param bodies the messages of the batch; none where it is the sweep that runs
     * @param receiveCount how often each has been delivered, this time included
     * @param approval what each says beside its body
     */
    record Delivery(Optional<String> before, List<String> bodies, int receiveCount, Approval approval) {
        boolean isSweep() {
            return bodies.isEmpty();
        }
    }

    /** Every story there is. */
    static List<Story> all() {
        try (Stream<Path> folders = Files.list(STORIES)) {
            return folders.sorted().map(Story::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path relations() {
        return folder.resolve("relations.yaml");
    }

    /** Its name is what a report calls it. */
    @Override
    public String toString() {
        return folder.getFileName().toString();
    }

    /**
     * What the queue delivers, in order: one message, or a list in which each is a message, or a map of {@code message}
     * or {@code messages} (one batch), {@code before} (SQL of the application), {@code receiveCount} and
     * {@code approved}. A map of {@code sweep} (the table whose plan is printed) is a run of the sweep.
     */
    List<Delivery> deliveries() {
        var json = json();
        return json.isArray()
                ? StreamSupport.stream(json.spliterator(), false)
                        .map(Story::delivery)
                        .toList()
                : List.of(delivery(json));
    }

    /** What {@code plan} prints of every table that a message names. */
    String plans() {
        var text = new StringWriter();
        for (var table : tables()) {
            var out = new StringWriter();
            var exit = Main.run(
                    Map.of(),
                    new PrintWriter(out),
                    new PrintWriter(text),
                    "plan",
                    table,
                    "--relations",
                    relations().toString());
            text.append(exit == 0 ? out.toString() : "plan ended with " + exit + "\n");
        }
        return text.toString();
    }

    private JsonNode json() {
        try {
            return JSON.readTree(read("message.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Delivery delivery(JsonNode json) {
        if (json.has("action")) {
            return new Delivery(Optional.empty(), List.of(json.toString()), 1, Approval.NONE);
        }
        return new Delivery(
                Optional.ofNullable(json.get("before")).map(JsonNode::textValue),
                StreamSupport.stream(bodies(json).spliterator(), false)
                        .map(JsonNode::toString)
                        .toList(),
                json.path("receiveCount").asInt(1),
                json.path("approved").asBoolean() ? Approval.GIVEN : Approval.NONE);
    }

    private static JsonNode bodies(JsonNode json) {
        if (json.has("sweep")) {
            return JSON.createArrayNode();
        }
        return json.has("messages")
                ? json.get("messages")
                : JSON.createArrayNode().add(json.required("message"));
    }

    private SequencedSet<String> tables() {
        var tables = new LinkedHashSet<String>();
        json().findValuesAsText("table").forEach(tables::add);
        json().findValuesAsText("sweep").forEach(tables::add);
        return tables;
    }
}
