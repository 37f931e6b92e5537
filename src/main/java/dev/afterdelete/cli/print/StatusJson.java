package dev.afterdelete.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.afterdelete.Status;
import dev.afterdelete.event.Backlog;
import java.io.IOException;

/** What is still to be done, for machines. */
public final class StatusJson {
    private StatusJson() {}

    /** One object. */
    public static String of(Status status) {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeNumberField("owed", status.backlog().count());
            json.writeNumberField("oldestSeconds", status.backlog().oldest().toSeconds());
            json.writeNumberField("stuck", status.backlog().stuck());
            json.writeNumberField("refused", status.backlog().refusedCount());
            json.writeArrayFieldStart("tables");
            for (var owed : status.backlog().owed()) {
                owed(json, owed);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("refusedByCode");
            for (var refused : status.backlog().refused()) {
                json.writeNumberField(refused.code(), refused.count());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("flagged");
            for (var waiting : status.flagged()) {
                json.writeNumberField(waiting.table(), waiting.count());
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void owed(JsonGenerator json, Backlog.Owed owed) throws IOException {
        json.writeStartObject();
        if (owed.table().isPresent()) {
            json.writeStringField("table", owed.table().get());
        } else {
            json.writeNullField("table");
        }
        json.writeNumberField("owed", owed.count());
        json.writeNumberField("oldestSeconds", owed.oldest().toSeconds());
        json.writeNumberField("stuck", owed.stuck());
        json.writeEndObject();
    }
}
