package dev.afterdelete.cli.redrive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.redrive.Choice;
import dev.afterdelete.redrive.Exhibit;
import dev.afterdelete.redrive.Overview;
import dev.afterdelete.redrive.Refusal;
import dev.afterdelete.redrive.Report;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Optional;

/** For machines: one object a line. */
public final class JsonOutput implements Output {
    private static final JsonFactory FACTORY = new JsonFactory();

    private interface Fields {
        void to(JsonGenerator json) throws IOException;
    }

    private static String object(Fields fields) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            fields.to(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new AssertionError("a text in memory can be written", e);
        }
        return text.append('\n').toString();
    }

    @Override
    public String overview(Overview overview) {
        return object(json -> {
            json.writeNumberField("messages", overview.looked());
            unseen(json, overview);
            json.writeArrayFieldStart("groups");
            for (var group : overview.groups()) {
                json.writeStartObject();
                json.writeStringField("code", group.code());
                json.writeNumberField("count", group.count());
                json.writeStringField("oldest", group.oldest().toString());
                json.writeObjectFieldStart("sample");
                refusal(json, group.sample());
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    @Override
    public String exhibit(Exhibit exhibit) {
        return object(json -> {
            refusal(json, exhibit.refusal());
            json.writeObjectFieldStart("attributes");
            for (var attribute : exhibit.attributes().entrySet()) {
                json.writeStringField(attribute.getKey(), attribute.getValue());
            }
            json.writeEndObject();
            json.writeStringField("body", exhibit.body());
        });
    }

    @Override
    public String candidate(Refusal refusal) {
        return object(json -> refusal(json, refusal));
    }

    @Override
    public String trial(Deed deed, Overview chosen) {
        return object(json -> {
            deed(json, deed, chosen);
            json.writeBooleanField("dryRun", true);
        });
    }

    @Override
    public String report(Deed deed, Overview chosen, Report report) {
        return object(json -> {
            deed(json, deed, chosen);
            json.writeNumberField("done", report.dealtWith());
            json.writeNumberField("left", report.left());
            json.writeNumberField("stillThere", report.stillThere());
            json.writeNumberField("outboxRows", report.outboxRows());
            fault(json, report.firstFault());
        });
    }

    @Override
    public String hint(Choice choice, Overview chosen) {
        return "";
    }

    private static void deed(JsonGenerator json, Deed deed, Overview chosen) throws IOException {
        json.writeStringField("action", deed.name().toLowerCase(Locale.ROOT));
        json.writeNumberField("chosen", chosen.ids().size());
        unseen(json, chosen);
    }

    private static void unseen(JsonGenerator json, Overview overview) throws IOException {
        json.writeNumberField("hidden", overview.hidden());
        json.writeBooleanField("complete", !overview.isCutShort());
    }

    private static void refusal(JsonGenerator json, Refusal refusal) throws IOException {
        json.writeStringField("id", refusal.id());
        json.writeStringField("messageId", refusal.otherId());
        json.writeStringField("code", refusal.code());
        json.writeStringField("since", refusal.since().toString());
        text(json, "table", refusal.table());
        text(json, "reason", refusal.reason());
    }

    private static void text(JsonGenerator json, String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        }
    }

    private static void fault(JsonGenerator json, Optional<Fault> fault) throws IOException {
        if (fault.isPresent()) {
            json.writeObjectFieldStart("fault");
            json.writeStringField("code", fault.get().code().name());
            json.writeStringField("reason", fault.get().reason());
            json.writeEndObject();
        }
    }
}
