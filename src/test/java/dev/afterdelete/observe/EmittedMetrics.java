package dev.afterdelete.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterdelete.config.Settings.LogLevel;
import dev.afterdelete.event.Backlog;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.execute.Throttle.HoldReason;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.transact.ChangedRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the functions really write when everything that can happen has happened: metrics lines and log lines. */
public final class EmittedMetrics {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
    private static final Fault SYSTEMIC = Fault.of(FaultCode.CANNOT_CONNECT);
    private static final ObjectMapper JSON = new ObjectMapper();

    private EmittedMetrics() {}

    /** Something of every kind that there is. */
    static List<Happening> happenings() {
        var rows = new ChangedRows(new TreeMap<>(Map.of("steps", 1L)), new TreeMap<>(Map.of("steps", 1L)));
        var owed = new Backlog.Owed(Optional.of("recipes"), 1, Duration.ofSeconds(1), 1);
        return List.of(
                new Happening.AttemptEnded("recipes", 1, rows, Duration.ofMillis(1)),
                new Happening.AttemptFaulted("recipes", 1, SYSTEMIC),
                new Happening.AttemptNotBegun("recipes", 1, Fault.of(FaultCode.TOO_MANY_CONNECTIONS)),
                new Happening.GroupSplit("recipes", 2),
                new Happening.MessageEnded("m", new Outcome.Done(1)),
                new Happening.MessageEnded("m", Outcome.Suspended.IN_THE_DATA),
                new Happening.MessageEnded("m", new Outcome.Refused(Fault.of(FaultCode.ZERO_KEY))),
                new Happening.MessageEnded("m", new Outcome.Failed(SYSTEMIC)),
                new Happening.MessagesFailed(List.of("m", "n"), SYSTEMIC),
                new Happening.RefusalNotMarked(SYSTEMIC),
                new Happening.RequestNotDone("recipes", SYSTEMIC),
                new Happening.SweepFaulted(SYSTEMIC),
                new Happening.NotRelayed(1, Fault.of(FaultCode.SEND_FAILED)),
                new Happening.Relayed(1, 1, 1),
                new Happening.Superseded("c"),
                new Happening.Misdirected("c", 1),
                new Happening.BacklogCounted(
                        new Backlog(List.of(owed), List.of(new Backlog.Refused("CAP_EXCEEDED", 1)))),
                new Happening.OrphansScanned("steps.recipe_id", 1, 1),
                new Happening.SendFailed(SYSTEMIC),
                new Happening.HeldBack(HoldReason.REPLICA_LAG, Duration.ofMillis(1)),
                new Happening.HoldBegan(HoldReason.REPLICA_LAG, "late"),
                new Happening.HoldEnded(),
                new Happening.GaugeFailed(HoldReason.REPLICA_LAG, SYSTEMIC),
                new Happening.GaugeGivenUp(HoldReason.REPLICA_LAG, SYSTEMIC),
                new Happening.QueueMeasured(1, 1, 1),
                new Happening.QueueFaulted(SYSTEMIC));
    }

    /** The metrics line. */
    public static JsonNode line() {
        var metrics = new InvocationMetrics(CLOCK);
        happenings().forEach(metrics::on);
        return parse(metrics.flush("function"));
    }

    /** The names of all metrics. */
    public static Set<String> names() {
        var declared = line().at("/_aws/CloudWatchMetrics/0/Metrics");
        var names = new TreeSet<String>();
        declared.forEach(metric -> names.add(metric.get("Name").asText()));
        return names;
    }

    /** The names of the dimensions of all metrics. */
    public static List<String> dimensions() {
        var names = new ArrayList<String>();
        line().at("/_aws/CloudWatchMetrics/0/Dimensions/0").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** The names of all fields of log lines. */
    public static Set<String> logFields() {
        var lines = new ArrayList<String>();
        var log = new JsonLog(CLOCK, LogLevel.INFO, lines::add);
        happenings().forEach(log::on);
        return lines.stream()
                .flatMap(line -> parse(line).properties().stream().map(Map.Entry::getKey))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The kinds of happenings of which there is none among these. */
    static List<Class<?>> forgotten() {
        var there = happenings().stream().map(Object::getClass).collect(Collectors.toSet());
        return Arrays.stream(Happening.class.getPermittedSubclasses())
                .filter(kind -> !there.contains(kind))
                .toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
