package dev.afterdelete.wire.compiled;

import dev.afterdelete.graph.RelationGraph;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Relations as bytes, together with the text of the declaration that they were read from. Bytes that were made from any
 * other text are nobody's, so a declaration that was changed after the build is read anew.
 */
public final class CompiledRelations {
    private static final byte[] FORM = {'a', 'd', 'r', 2};

    private CompiledRelations() {}

    /** Writes relations that were read from {@code source}. */
    public static byte[] write(RelationGraph graph, byte[] source) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(FORM);
            out.writeInt(source.length);
            out.write(source);
            new GraphWriter(out).write(graph);
        } catch (IOException e) {
            throw new AssertionError("bytes in memory can be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * The relations that were read from {@code source}.
     *
     * @param compiled what {@link #write} made
     * @return empty when {@code compiled} was made from another text, or by another version
     * @throws IOException when it stops in the middle
     */
    public static Optional<RelationGraph> read(byte[] compiled, byte[] source) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(compiled))) {
            return Arrays.equals(in.readNBytes(FORM.length), FORM)
                            && in.readInt() == source.length
                            && Arrays.equals(in.readNBytes(source.length), source)
                    ? Optional.of(new GraphReader(in).read())
                    : Optional.empty();
        }
    }
}
