package dev.afterdelete.wire.compiled;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.KeyValue.BinaryValue;
import dev.afterdelete.graph.KeyValue.IntegerValue;
import dev.afterdelete.graph.KeyValue.StringValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnLiveParent;
import dev.afterdelete.graph.OnUpdate;
import dev.afterdelete.graph.Reference;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Relation.Condition;
import dev.afterdelete.graph.Relation.Copy;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what {@link GraphWriter} writes. Part of every cold start, and so written with few classes; the records check
 * themselves, as they do wherever they are made.
 */
final class GraphReader {
    private final DataInputStream in;

    GraphReader(DataInputStream in) {
        this.in = in;
    }

    RelationGraph read() throws IOException {
        var tables = all(this::table);
        var defaultTable = in.readInt();
        var relations = all(() -> relation(tables));
        return new RelationGraph(
                tables,
                defaultTable == GraphWriter.NONE ? Optional.empty() : Optional.of(tables.get(defaultTable)),
                relations);
    }

    private Table table() throws IOException {
        return new Table(
                in.readUTF(),
                all(this::column),
                all(this::column),
                optional(this::softDelete),
                OnLiveParent.valueOf(in.readUTF()),
                new Table.Traits(
                        in.readBoolean(),
                        in.readBoolean(),
                        optional(in::readUTF),
                        cap(in.readLong()),
                        optional(this::column)));
    }

    private static OptionalLong cap(long rows) {
        return rows == GraphWriter.NONE ? OptionalLong.empty() : OptionalLong.of(rows);
    }

    private KeyColumn column() throws IOException {
        return new KeyColumn(in.readUTF(), KeyType.valueOf(in.readUTF()));
    }

    private SoftDelete softDelete() throws IOException {
        return new SoftDelete(in.readUTF(), form(in.readInt()));
    }

    private SoftDelete.Form form(int form) throws IOException {
        return switch (form) {
            case Forms.IS_TRUE -> new SoftDelete.Form.IsTrue();
            case Forms.NOT_NULL -> new SoftDelete.Form.NotNull(Duration.parse(in.readUTF()));
            case Forms.EQUALS -> new SoftDelete.Form.Equals(value());
            default -> throw unknown(form);
        };
    }

    private Relation relation(List<Table> tables) throws IOException {
        var child = tables.get(in.readInt());
        var columns = all(in::readUTF);
        var parent = tables.get(in.readInt());
        return new Relation(
                new Reference(child, columns, parent, all(in::readUTF)),
                new Condition(all(this::constant), all(this::value)),
                onDelete(in.readInt()),
                optional(() -> OnUpdate.valueOf(in.readUTF())),
                all(() -> new Copy(in.readUTF(), in.readUTF())));
    }

    private OnDelete onDelete(int form) throws IOException {
        return switch (form) {
            case Forms.CASCADE -> new OnDelete.Cascade();
            case Forms.SET_NULL -> new OnDelete.SetNull(all(in::readUTF));
            case Forms.SET_DEFAULT -> new OnDelete.SetDefault(all(this::constant));
            case Forms.RESTRICT -> new OnDelete.Restrict();
            case Forms.DO_NOTHING -> new OnDelete.DoNothing();
            default -> throw unknown(form);
        };
    }

    private Constant constant() throws IOException {
        return new Constant(in.readUTF(), value());
    }

    private KeyValue value() throws IOException {
        var type = KeyType.valueOf(in.readUTF());
        var text = in.readUTF();
        return switch (type) {
            case INTEGER -> new IntegerValue(new BigInteger(text));
            case STRING -> new StringValue(text);
            case BINARY -> new BinaryValue(text);
        };
    }

    private <T> Optional<T> optional(Part<T> part) throws IOException {
        return all(part).stream().findFirst();
    }

    private <T> List<T> all(Part<T> part) throws IOException {
        var count = in.readInt();
        var components = new ArrayList<T>(count);
        for (var left = count; left > 0; left--) {
            components.add(part.read());
        }
        return components;
    }

    private static IOException unknown(int form) {
        return new IOException("no form goes by the number " + form);
    }

    /** Reads one component. */
    private interface Part<T> {
        T read() throws IOException;
    }
}
