package dev.afterdelete.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.afterdelete.infer.Inference;
import dev.afterdelete.infer.InferredRelation;
import java.io.IOException;
import java.util.List;

/** Inferred relations for a machine. */
public final class InferenceJson {
    private InferenceJson() {}

    /** An array, one object a relation; {@code onUpdate} is missing where nobody said. */
    public static String of(Inference inference) {
        return JsonLines.array(inference.relations(), InferenceJson::write);
    }

    private static void write(JsonGenerator json, InferredRelation relation) throws IOException {
        var guess = relation.guess();
        json.writeStringField("child", guess.child());
        names(json, "columns", guess.columns());
        json.writeStringField("parent", guess.parent());
        names(json, "parentColumns", guess.parentColumns());
        json.writeStringField("onDelete", relation.onDelete());
        if (relation.onUpdate().isPresent()) {
            json.writeStringField("onUpdate", relation.onUpdate().get());
        }
        json.writeStringField("confidence", guess.confidence().word());
        json.writeStringField("reason", guess.reason());
    }

    private static void names(JsonGenerator json, String field, List<String> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (var name : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }
}
