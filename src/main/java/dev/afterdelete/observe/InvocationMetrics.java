package dev.afterdelete.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.afterdelete.event.Backlog;
import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultClass;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what happens during one invocation and says it in one line, from which CloudWatch makes metrics. Not for
 * several threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     CloudWatch embedded metric format</a>
 */
public final class InvocationMetrics implements CascadeListener {
    /** The CloudWatch namespace of every metric. */
    public static final String NAMESPACE = "Afterdelete";

    /** CloudWatch takes 100 metrics a line; beyond so many tables only the sum is one. */
    private static final int MAX_TABLES = 60;

    private static final JsonFactory JSON = new JsonFactory();

    private final InstantSource clock;
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Long> byTable = new TreeMap<>();
    private boolean first = true;

    /** Counts from zero. */
    public InvocationMetrics(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void on(Happening happening) {
        switch (happening) {
            case Happening.AttemptEnded ended -> {
                add("Attempts", 1);
                add("AttemptMillis", ended.duration().toMillis());
                ended.rows().deleted().forEach((table, rows) -> addRows("RowsDeleted", table, rows));
                ended.rows().updated().forEach((table, rows) -> addRows("RowsUpdated", table, rows));
            }
            case Happening.AttemptFaulted faulted -> addFault(faulted.fault());
            case Happening.AttemptNotBegun(var _, var _, var fault) -> addFault(fault);
            case Happening.RefusalNotMarked(var fault) -> addFault(fault);
            case Happening.GroupSplit _ -> add("Splits", 1);
            case Happening.MessageEnded ended -> addOutcome(ended.outcome());
            case Happening.MessagesFailed(var ids, var fault) -> addFailed(fault, ids.size());
            case Happening.RequestNotDone(var _, var fault) -> {
                add("RequestsNotDone", 1);
                add("RequestsNotDone." + fault.code(), 1);
                addSystemic(fault, 1);
            }
            case Happening.SweepFaulted(var fault) -> {
                add("SweepFaults", 1);
                add("SweepFaults." + fault.code(), 1);
                addSystemic(fault, 1);
            }
            case Happening.Relayed relayed -> {
                add("Relayed", relayed.sent());
                add("RelayFailures", relayed.unsent());
                add("RelayRefusals", relayed.refused());
            }
            case Happening.Superseded _ -> add("Superseded", 1);
            case Happening.Misdirected _ -> add("Misdirected", 1);
            case Happening.HeldBack(var reason, var wait) -> {
                add("HeldBack." + reason.word(), 1);
                add("HeldBackMillis." + reason.word(), wait.toMillis());
            }
            case Happening.GaugeFailed(var reason, var _) -> add("GaugeFailures." + reason.word(), 1);
            case Happening.GaugeGivenUp(var reason, var _) -> add("GaugesGivenUp." + reason.word(), 1);
            case Happening.HoldBegan _, Happening.HoldEnded _, Happening.NotRelayed _ -> {}
            case Happening.OrphansScanned scanned -> {
                addRows("OrphansFound", scanned.relation(), scanned.found());
                addRows("OrphansFixed", scanned.relation(), scanned.fixed());
            }
            case Happening.SendFailed _ -> add("SendFailures", 1);
            case Happening.QueueMeasured(var waiting, var resting, var dead) -> {
                counts.put("QueueWaiting", waiting);
                counts.put("QueueResting", resting);
                counts.put("QueueDeadLetters", dead);
            }
            case Happening.QueueFaulted _ -> add("QueueFaults", 1);
            case Happening.BacklogCounted counted -> {
                add("BacklogCount", counted.backlog().count());
                add("BacklogAgeSeconds", counted.backlog().oldest().toSeconds());
                add("BacklogStuck", counted.backlog().stuck());
                add("BacklogRefused", counted.backlog().refusedCount());
                counted.backlog().owed().forEach(this::addOwed);
            }
        }
    }

    /**
     * The line of everything counted since the last one; counting begins anew. The first line of a process counts its
     * cold start.
     *
     * @param function whose invocation it was, by a name that no other has; the metrics' dimension
     */
    public String flush(String function) {
        if (first) {
            add("ColdStarts", 1);
            first = false;
        }
        var line = line(function);
        counts.clear();
        byTable.clear();
        return line;
    }

    private void addOutcome(Outcome outcome) {
        switch (outcome) {
            case Outcome.Done(var stale) -> {
                add("Done", 1);
                if (stale > 0) {
                    add("Stale", 1);
                }
            }
            case Outcome.Suspended _ -> add("Suspended", 1);
            case Outcome.Refused(var fault) -> {
                add("Refused", 1);
                add("Refused." + fault.code(), 1);
            }
            case Outcome.Failed(var fault, var _) -> addFailed(fault, 1);
        }
    }

    private void addFailed(Fault fault, int messages) {
        add("Failed", messages);
        add("Failed." + fault.code(), messages);
        addSystemic(fault, messages);
    }

    private void addSystemic(Fault fault, int messages) {
        if (fault.faultClass() == FaultClass.SYSTEMIC) {
            add("SystemicFaults", messages);
        }
    }

    private void addFault(Fault fault) {
        add("Faults", 1);
        add("Fault." + fault.code(), 1);
    }

    private void addOwed(Backlog.Owed owed) {
        var table = "." + owed.table().orElse("unnamed");
        byTable.merge("BacklogCount" + table, owed.count(), Long::sum);
        byTable.merge("BacklogAgeSeconds" + table, owed.oldest().toSeconds(), Math::max);
        byTable.merge("BacklogStuck" + table, owed.stuck(), Long::sum);
    }

    private void addRows(String name, String table, long rows) {
        add(name, rows);
        byTable.merge(name + "." + table, rows, Long::sum);
    }

    private void add(String name, long count) {
        counts.merge(name, count, Long::sum);
    }

    private String line(String function) {
        var metrics = new TreeMap<>(counts);
        if (byTable.size() <= MAX_TABLES) {
            metrics.putAll(byTable);
        }
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            write(json, function, metrics);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private void write(JsonGenerator json, String function, Map<String, Long> metrics) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", clock.millis());
        json.writeArrayFieldStart("CloudWatchMetrics");
        json.writeStartObject();
        json.writeStringField("Namespace", NAMESPACE);
        json.writeArrayFieldStart("Dimensions");
        json.writeStartArray();
        json.writeString("Function");
        json.writeEndArray();
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (var name : metrics.keySet()) {
            json.writeStartObject();
            json.writeStringField("Name", name);
            json.writeStringField("Unit", unitOf(name));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeStringField("Function", function);
        for (var metric : metrics.entrySet()) {
            json.writeNumberField(metric.getKey(), metric.getValue());
        }
        json.writeEndObject();
    }

    private static String unitOf(String name) {
        if (name.endsWith("Millis") || name.contains("Millis.")) {
            return "Milliseconds";
        }
        return name.endsWith("Seconds") ? "Seconds" : "Count";
    }
}
