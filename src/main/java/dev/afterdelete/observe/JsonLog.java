package dev.afterdelete.observe;

import com.fasterxml.jackson.core.JsonFactory;
import dev.afterdelete.config.Settings.LogLevel;
import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.fault.Fault;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Writes what a person will ask about as JSON, one object a line: what was refused, what failed, which attempts had to
 * be made again, and what holds back. Values of rows are never part of it.
 */
public final class JsonLog implements CascadeListener {
    /** So many messages of a line are named; the others are counted. */
    static final int NAMED = 20;

    private static final JsonFactory JSON = new JsonFactory();

    private final InstantSource clock;
    private final LogLevel least;
    private final Consumer<String> lines;

    /** Hands each line of the level {@code least} or above to {@code lines}. */
    public JsonLog(InstantSource clock, LogLevel least, Consumer<String> lines) {
        this.clock = clock;
        this.least = least;
        this.lines = lines;
    }

    @Override
    public void on(Happening happening) {
        switch (happening) {
            case Happening.AttemptFaulted(var table, var keys, var fault) ->
                write(LogLevel.WARN, "attempt rolled back", fault, "table", table, "keys", keys);
            case Happening.AttemptNotBegun(var table, var keys, var fault) -> notBegun(table, keys, fault);
            case Happening.MessageEnded(var id, Outcome.Refused(var fault)) ->
                write(LogLevel.ERROR, "message refused", fault, "messageId", id);
            case Happening.MessageEnded(var id, Outcome.Failed(var fault, var _)) -> failed(List.of(id), fault);
            case Happening.MessagesFailed(var ids, var fault) -> failed(ids, fault);
            case Happening.RefusalNotMarked(var fault) ->
                write(LogLevel.WARN, "refusal not marked, the relay will send the message again", fault);
            case Happening.RequestNotDone(var table, var fault) -> notDone(table, fault);
            case Happening.SweepFaulted(var fault) ->
                write(levelOf(fault), "sweep failed, the next one does what is left", fault);
            case Happening.NotRelayed(var outbox, var fault) -> notRelayed(outbox, fault);
            case Happening.MessageEnded(var id, Outcome.Done(var stale))
            when stale > 0 ->
                write(
                        LogLevel.INFO,
                        "message done, rows that were created after it stay",
                        "messageId",
                        id,
                        "stale",
                        stale);
            case Happening.QueueFaulted(var fault) -> write(LogLevel.WARN, "queue not available", fault);
            case Happening.SendFailed(var fault) ->
                write(LogLevel.WARN, "message not sent, the relay will send it", fault);
            case Happening.Misdirected(var cascade, var outbox) ->
                write(
                        LogLevel.WARN,
                        "message names an outbox row that owes something else, the row stays owed",
                        "cascade",
                        cascade,
                        "outbox",
                        outbox);
            case Happening.HoldBegan(var reason, var reading) ->
                write(LogLevel.INFO, "holding back", "holdReason", reason.word(), "reading", reading);
            case Happening.HoldEnded _ -> write(LogLevel.INFO, "not holding back any more");
            case Happening.GaugeFailed(var reason, var fault) ->
                write(LogLevel.WARN, "cannot be measured now", fault, "holdReason", reason.word());
            case Happening.GaugeGivenUp(var reason, var fault) ->
                write(
                        LogLevel.WARN,
                        "cannot be measured, this process goes without",
                        fault,
                        "holdReason",
                        reason.word());
            case Happening.MessageEnded _,
                    Happening.HeldBack _,
                    Happening.AttemptEnded _,
                    Happening.GroupSplit _,
                    Happening.Relayed _,
                    Happening.Superseded _,
                    Happening.OrphansScanned _,
                    Happening.QueueMeasured _,
                    Happening.BacklogCounted _ -> {}
        }
    }

    /** A fault that nothing can work with ends whatever the attempt was for, and that is told. */
    private void notBegun(String table, int keys, Fault fault) {
        switch (fault.faultClass()) {
            case TRANSIENT, TOO_LARGE, PERMANENT ->
                write(LogLevel.WARN, "attempt not begun", fault, "table", table, "keys", keys);
            case SYSTEMIC -> {}
        }
    }

    private void failed(List<String> ids, Fault fault) {
        if (ids.size() == 1) {
            write(
                    levelOf(fault),
                    "message failed, it will be delivered again",
                    fault,
                    "messages",
                    1,
                    "messageId",
                    ids.getFirst());
            return;
        }
        write(
                levelOf(fault),
                "messages failed, they will be delivered again",
                fault,
                "messages",
                ids.size(),
                "messageIds",
                ids.stream().limit(NAMED).collect(Collectors.joining(" ")));
    }

    private void notDone(String table, Fault fault) {
        switch (fault.faultClass()) {
            case PERMANENT -> write(LogLevel.INFO, "request refused", fault, "table", table);
            case TRANSIENT, TOO_LARGE, SYSTEMIC -> write(levelOf(fault), "request failed", fault, "table", table);
        }
    }

    private void notRelayed(long outbox, Fault fault) {
        switch (fault.faultClass()) {
            case PERMANENT -> write(LogLevel.ERROR, "owed message refused", fault, "outbox", outbox);
            case TRANSIENT, TOO_LARGE, SYSTEMIC ->
                write(levelOf(fault), "owed message not sent, it comes due again", fault, "outbox", outbox);
        }
    }

    private static LogLevel levelOf(Fault fault) {
        return switch (fault.faultClass()) {
            case TRANSIENT, TOO_LARGE, PERMANENT -> LogLevel.WARN;
            case SYSTEMIC -> LogLevel.ERROR;
        };
    }

    private void write(LogLevel level, String message, Fault fault, Object... fields) {
        var all = new ArrayList<Object>(List.of("code", fault.code().name(), "reason", fault.reason()));
        all.addAll(List.of(fields));
        write(level, message, all.toArray());
    }

    private void write(LogLevel level, String message, Object... fields) {
        if (!level.isTold(least)) {
            return;
        }
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("timestamp", clock.instant().toString());
            json.writeStringField("level", level.name());
            json.writeStringField("message", message);
            for (var place = 0; place < fields.length; place += 2) {
                json.writeObjectField(String.valueOf(fields[place]), fields[place + 1]);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        lines.accept(text.toString());
    }
}
