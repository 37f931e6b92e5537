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

/**
 * Writes what a person will ask about as JSON, one object a line: what was refused, what failed, which attempts had to
 * be made again, and what holds back. Values of rows are never part of it.
 */
public final class JsonLog implements CascadeListener {
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
                write(LogLevel.WARN, "attempt rolled back", fault, "table", table, "keys", String.valueOf(keys));
            case Happening.MessageEnded(var id, Outcome.Refused(var fault)) ->
                write(LogLevel.ERROR, "message refused", fault, "messageId", id);
            case Happening.MessageEnded(var id, Outcome.Failed(var fault)) ->
                write(LogLevel.WARN, "message failed, it will be delivered again", fault, "messageId", id);
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
                json.writeStringField(String.valueOf(fields[place]), String.valueOf(fields[place + 1]));
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        lines.accept(text.toString());
    }
}
