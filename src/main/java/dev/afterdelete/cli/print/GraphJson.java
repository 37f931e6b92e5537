package dev.afterdelete.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import java.io.IOException;
import java.util.List;

/** A declaration for machines: everything that was said, and what is the case where nothing was. */
public final class GraphJson {
    private GraphJson() {}

    /** The declaration as one object. */
    public static String of(RelationGraph graph) {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("tables");
            for (var table : graph.tables()) {
                table(json, table);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("relations");
            for (var relation : graph.relations()) {
                relation(json, relation);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void table(JsonGenerator json, Table table) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", table.name());
        columns(json, "key", table.key());
        columns(json, "unique", table.unique());
        json.writeEndObject();
    }

    private static void columns(JsonGenerator json, String name, List<KeyColumn> columns) throws IOException {
        json.writeObjectFieldStart(name);
        for (var column : columns) {
            json.writeStringField(column.name(), column.type().word());
        }
        json.writeEndObject();
    }

    private static void relation(JsonGenerator json, Relation relation) throws IOException {
        json.writeStartObject();
        json.writeStringField("child", relation.child().name());
        JsonText.texts(json, "columns", relation.columns());
        json.writeStringField("parent", relation.parent().name());
        JsonText.texts(json, "parentColumns", relation.parentColumns());
        constants(json, "where", relation.where());
        json.writeArrayFieldStart("none");
        for (var value : relation.when().none()) {
            JsonText.value(json, value);
        }
        json.writeEndArray();
        actions(json, relation);
        json.writeObjectFieldStart("copies");
        for (var copy : relation.copies()) {
            json.writeStringField(copy.column(), copy.parentColumn());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void actions(JsonGenerator json, Relation relation) throws IOException {
        json.writeStringField("onDelete", relation.onDelete().word());
        switch (relation.onDelete()) {
            case OnDelete.SetNull(var columns) -> JsonText.texts(json, "nulls", columns);
            case OnDelete.SetDefault(var values) -> constants(json, "default", values);
            case OnDelete.Cascade _, OnDelete.Restrict _, OnDelete.DoNothing _ -> {}
        }
        if (relation.onUpdate().isPresent()) {
            json.writeStringField("onUpdate", relation.onUpdate().get().word());
        }
    }

    private static void constants(JsonGenerator json, String name, List<Constant> constants) throws IOException {
        json.writeObjectFieldStart(name);
        for (var constant : constants) {
            json.writeFieldName(constant.column());
            JsonText.value(json, constant.value());
        }
        json.writeEndObject();
    }
}
