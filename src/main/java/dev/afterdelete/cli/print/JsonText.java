package dev.afterdelete.cli.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.afterdelete.graph.KeyValue;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** JSON that a person can read too. */
final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** Writes one value. */
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    /** What {@code writing} writes, ended by a line feed. */
    static String of(Writing writing) {
        var text = new StringWriter();
        var indenter = new DefaultIndenter("  ", "\n");
        try (var json = FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
            writing.to(json);
        } catch (IOException e) {
            throw new AssertionError("a text in memory can be written", e);
        }
        return text.append('\n').toString();
    }

    /** A field that holds texts. */
    static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (var text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /** A value, as a message would hold it. */
    static void value(JsonGenerator json, KeyValue value) throws IOException {
        switch (value) {
            case KeyValue.IntegerValue(var number) -> json.writeNumber(number);
            case KeyValue.StringValue(var text) -> json.writeString(text);
            case KeyValue.BinaryValue(var hex) -> json.writeString(hex);
        }
    }
}
