package dev.afterdelete.wire.compiled;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes relations: every component of every record, in the order in which it is declared. */
final class GraphWriter {
    /** In place of a component that is missing, or of the default table where there is none. */
    static final int NONE = -1;

    private final DataOutputStream out;

    GraphWriter(DataOutputStream out) {
        this.out = out;
    }

    void write(RelationGraph graph) throws IOException {
        var tables = graph.tables();
        all(tables, this::table);
        out.writeInt(graph.defaultTable().map(tables::indexOf).orElse(NONE));
        all(graph.relations(), relation -> relation(relation, tables));
    }

    private void table(Table table) throws IOException {
        out.writeUTF(table.name());
        all(table.key(), this::column);
        all(table.unique(), this::column);
        optional(table.softDelete(), this::softDelete);
        out.writeUTF(table.onLiveParent().name());
        out.writeBoolean(table.zeroKey());
        out.writeBoolean(table.api());
        optional(table.createdAt(), out::writeUTF);
        out.writeLong(table.cap().orElse(NONE));
        optional(table.shardBy(), this::column);
    }

    private void column(KeyColumn column) throws IOException {
        out.writeUTF(column.name());
        out.writeUTF(column.type().name());
    }

    private void softDelete(SoftDelete how) throws IOException {
        out.writeUTF(how.column());
        switch (how.form()) {
            case SoftDelete.Form.IsTrue() -> out.writeInt(Forms.IS_TRUE);
            case SoftDelete.Form.NotNull(var grace) -> {
                out.writeInt(Forms.NOT_NULL);
                out.writeUTF(grace.toString());
            }
            case SoftDelete.Form.Equals(var value) -> {
                out.writeInt(Forms.EQUALS);
                value(value);
            }
        }
    }

    private void relation(Relation relation, List<Table> tables) throws IOException {
        out.writeInt(tables.indexOf(relation.child()));
        all(relation.columns(), out::writeUTF);
        out.writeInt(tables.indexOf(relation.parent()));
        all(relation.parentColumns(), out::writeUTF);
        all(relation.when().where(), this::constant);
        all(relation.when().none(), this::value);
        onDelete(relation.onDelete());
        optional(relation.onUpdate(), action -> out.writeUTF(action.name()));
        all(relation.copies(), copy -> {
            out.writeUTF(copy.column());
            out.writeUTF(copy.parentColumn());
        });
    }

    private void onDelete(OnDelete action) throws IOException {
        switch (action) {
            case OnDelete.Cascade() -> out.writeInt(Forms.CASCADE);
            case OnDelete.SetNull(var columns) -> {
                out.writeInt(Forms.SET_NULL);
                all(columns, out::writeUTF);
            }
            case OnDelete.SetDefault(var values) -> {
                out.writeInt(Forms.SET_DEFAULT);
                all(values, this::constant);
            }
            case OnDelete.Restrict() -> out.writeInt(Forms.RESTRICT);
            case OnDelete.DoNothing() -> out.writeInt(Forms.DO_NOTHING);
        }
    }

    private void constant(Constant constant) throws IOException {
        out.writeUTF(constant.column());
        value(constant.value());
    }

    private void value(KeyValue value) throws IOException {
        out.writeUTF(value.type().name());
        out.writeUTF(value.toString());
    }

    private <T> void optional(Optional<T> component, Part<T> part) throws IOException {
        all(component.stream().toList(), part);
    }

    private <T> void all(List<T> components, Part<T> part) throws IOException {
        out.writeInt(components.size());
        for (var component : components) {
            part.write(component);
        }
    }

    /** Writes one component. */
    private interface Part<T> {
        void write(T component) throws IOException;
    }
}
