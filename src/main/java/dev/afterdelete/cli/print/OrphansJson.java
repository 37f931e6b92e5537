package dev.afterdelete.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.afterdelete.graph.Key;
import dev.afterdelete.orphan.OrphanReport;
import dev.afterdelete.orphan.Pass.State;
import java.io.IOException;
import java.util.List;

/** What the orphan scan knows, for machines. */
public final class OrphansJson {
    private OrphansJson() {}

    /**
     * One object.
     *
     * @param owed how many cascades the outbox owes
     */
    public static String of(List<OrphanReport> reports, long owed) {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeNumberField(
                    "left", reports.stream().mapToLong(OrphanReport::left).sum());
            json.writeNumberField("owed", owed);
            json.writeArrayFieldStart("relations");
            for (var report : reports) {
                relation(json, report);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void relation(JsonGenerator json, OrphanReport report) throws IOException {
        var findings = report.pass().findings();
        json.writeStartObject();
        json.writeStringField("child", report.relation().child().name());
        JsonText.texts(json, "columns", report.relation().columns());
        json.writeStringField("parent", report.relation().parent().name());
        json.writeStringField("onDelete", report.relation().onDelete().word());
        json.writeNumberField("pass", report.pass().number());
        json.writeBooleanField("over", report.isOver());
        json.writeNumberField("rows", findings.rows());
        json.writeNumberField("orphans", findings.orphans());
        json.writeNumberField("fixed", report.fixed().done());
        json.writeObjectFieldStart("refused");
        for (var refused : report.fixed().refused().entrySet()) {
            json.writeNumberField(refused.getKey().name(), refused.getValue());
        }
        json.writeEndObject();
        if (report.age().isPresent()) {
            json.writeNumberField("ageSeconds", report.age().get().toSeconds());
        }
        JsonText.texts(
                json, "first", findings.samples().stream().map(Key::toString).toList());
        if (report.pass().state() instanceof State.Stopped(var undeclared)) {
            json.writeStringField("undeclaredNone", undeclared.toString());
        }
        json.writeEndObject();
    }
}
