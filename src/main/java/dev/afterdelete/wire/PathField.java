package dev.afterdelete.wire;

import dev.afterdelete.event.Change.Descent;
import dev.afterdelete.event.Change.Rung;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.KeyValue.BinaryValue;
import dev.afterdelete.graph.KeyValue.IntegerValue;
import dev.afterdelete.graph.KeyValue.StringValue;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The way down that an invocation found, as only a continuation says it: the digest of the relations, the key of the
 * row at the top, and its rungs, deflated, in Base64 for URLs. A way along relations that are declared differently by
 * now is none, and so the descent begins anew.
 */
final class PathField {
    /** The longest text of the field: what {@link Descent#MAX_BYTES} and a key come to, should nothing be deflated. */
    static final int MAX_CHARS = 4 * (Descent.MAX_BYTES + KeyValueReader.MAX_KEY_BYTES + 1_024) / 3;

    private static final String EXPECTED = "what a continuation says: a way down, deflated, in Base64";

    private final RelationGraph graph;

    PathField(RelationGraph graph) {
        this.graph = graph;
    }

    /** Writes the way down from a row of {@code table}. */
    String write(Table table, Descent descent) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(digest());
            write(descent.top(), out);
            out.writeInt(descent.rungs().size());
            for (var rung : descent.rungs()) {
                out.writeShort(rung.relation());
                out.writeBoolean(rung.last());
                out.writeShort(rung.keys().size());
                for (var key : rung.keys()) {
                    write(key, out);
                }
            }
        } catch (IOException e) {
            throw new AssertionError("bytes in memory can be written", e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /**
     * Reads the way down from a row of {@code table}.
     *
     * @return empty when the relations have changed meanwhile
     * @throws FaultException permanent: it is not what a continuation says
     */
    Optional<Descent> read(String text, Table table) {
        if (text.length() > MAX_CHARS || text.indexOf('=') >= 0) {
            throw wrong(null);
        }
        try (var in = new DataInputStream(new Bounded(new InflaterInputStream(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(text)))))) {
            return in.readInt() == digest() ? Optional.of(read(in, table)) : Optional.empty();
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException notWritten) {
            throw wrong(notWritten);
        }
    }

    /** Not kept: few messages say a way, and to print records costs a function's start a tenth of its time. */
    private int digest() {
        return graph.relations().stream()
                .map(relation -> relation + " " + relation.child().keyTypes())
                .collect(Collectors.joining("\n"))
                .hashCode();
    }

    private Descent read(DataInputStream in, Table table) throws IOException {
        var top = key(in, table.keyTypes());
        var rungs = new ArrayList<Rung>();
        for (var left = in.readInt(); left > 0; left--) {
            var place = in.readUnsignedShort();
            var last = in.readBoolean();
            var types = graph.relations().get(place).child().keyTypes();
            var keys = new ArrayList<Key>();
            for (var more = in.readUnsignedShort(); more > 0; more--) {
                keys.add(key(in, types));
            }
            rungs.add(new Rung(place, keys, last));
        }
        if (in.read() >= 0) {
            throw new IOException("something follows the rungs");
        }
        return new Descent(top, rungs);
    }

    private static void write(Key key, DataOutputStream out) throws IOException {
        for (var value : key.values()) {
            var bytes = switch (value) {
                case IntegerValue(var number) -> number.toByteArray();
                case StringValue(var string) -> string.getBytes(StandardCharsets.UTF_8);
                case BinaryValue binary -> binary.bytes();
            };
            out.writeShort(bytes.length);
            out.write(bytes);
        }
    }

    private static Key key(DataInputStream in, List<KeyType> types) throws IOException {
        var values = new ArrayList<KeyValue>();
        for (var type : types) {
            var bytes = in.readNBytes(in.readUnsignedShort());
            values.add(
                    switch (type) {
                        case INTEGER -> new IntegerValue(new BigInteger(bytes));
                        case STRING -> new StringValue(new String(bytes, StandardCharsets.UTF_8));
                        case BINARY -> new BinaryValue(HexFormat.of().formatHex(bytes));
                    });
        }
        return new Key(values);
    }

    private static FaultException wrong(@Nullable Exception cause) {
        var fault = MessageFields.invalid(MessageFields.PATH, EXPECTED, "found something else");
        return cause == null ? fault : new FaultException(fault.fault(), cause);
    }

    /** Ends with an error where no path would go on: a few bytes may inflate to a great many. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private int left = 2 * Descent.MAX_BYTES;

        private Bounded(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            if (left-- <= 0) {
                throw new IOException("longer than any path");
            }
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            left -= count;
            if (left <= 0) {
                throw new IOException("longer than any path");
            }
            return in.read(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
