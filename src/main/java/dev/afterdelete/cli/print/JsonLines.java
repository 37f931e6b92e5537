package dev.afterdelete.cli.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** JSON for machines that read a command's output. */
final class JsonLines {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonLines() {}

    /** An array of objects, an object a line. */
    static <T> String array(List<T> items, FieldWriter<T> writer) {
        var text = new StringWriter();
        text.write("[");
        var separator = "\n";
        for (var item : items) {
            text.write(separator);
            text.write(object(item, writer));
            separator = ",\n";
        }
        text.write("\n]\n");
        return text.toString();
    }

    private static <T> String object(T item, FieldWriter<T> writer) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            writer.write(json, item);
            json.writeEndObject();
        } catch (IOException e) {
            throw new AssertionError("a text in memory can be written", e);
        }
        return text.toString();
    }

    /** Writes the fields of one object. */
    interface FieldWriter<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }
}
