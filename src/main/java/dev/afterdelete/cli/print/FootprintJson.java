package dev.afterdelete.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.afterdelete.graph.Key;
import dev.afterdelete.preview.Footprint;
import dev.afterdelete.preview.Footprint.Restricting;
import java.io.IOException;
import java.util.Locale;

/** What a delete would touch, for machines. */
public final class FootprintJson {
    private FootprintJson() {}

    /** The counts as one object. */
    public static String of(Footprint footprint) {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeBooleanField("refused", !footprint.restricting().isEmpty());
            json.writeNumberField("rows", footprint.rows());
            json.writeNumberField("missing", footprint.missing());
            json.writeArrayFieldStart("touched");
            for (var touched : footprint.touched()) {
                json.writeStartObject();
                json.writeStringField("table", touched.table().name());
                json.writeStringField("fate", touched.fate().name().toLowerCase(Locale.ROOT));
                json.writeNumberField("rows", touched.rows());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("restricting");
            for (var restricting : footprint.restricting()) {
                restricting(json, restricting);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void restricting(JsonGenerator json, Restricting restricting) throws IOException {
        json.writeStartObject();
        json.writeStringField("table", restricting.relation().child().name());
        JsonText.texts(json, "columns", restricting.relation().columns());
        json.writeNumberField("rows", restricting.rows());
        JsonText.texts(
                json, "first", restricting.first().stream().map(Key::toString).toList());
        json.writeEndObject();
    }
}
