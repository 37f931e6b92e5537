package dev.afterdelete.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.event.Change.Descent;
import dev.afterdelete.event.Change.Rung;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class PathFieldTest {
    private static final Table NODES = Table.named("nodes");
    private static final PathField FIELD = new PathField(graph(NODES));

    @Test
    void tenThousandRowsOfIntegerKeysTakeTheSizeOfAnOrdinaryMessage() {
        var descent = Descent.of(Key.of(1), rungs(10_000)).orElseThrow();
        var text = FIELD.write(NODES, descent);
        assertThat(descent.rungs()).hasSize(10_000);
        assertThat(text).hasSizeLessThan(64 * 1024);
        assertThat(FIELD.read(text, NODES)).contains(descent);
    }

    @Test
    void whatDoesNotFitIsCutFromBelow() {
        var descent = Descent.of(Key.of(1), rungs(100_000)).orElseThrow();
        assertThat(descent.rungs()).hasSizeBetween(10_000, 99_999).startsWith(rungs(1).getFirst());
        assertThat(FIELD.read(FIELD.write(NODES, descent), NODES)).contains(descent);
    }

    @Test
    void aPathOfOtherRelationsIsNone() {
        var text = FIELD.write(NODES, Descent.of(Key.of(1), rungs(3)).orElseThrow());
        var other = Table.named("nodes", List.of(new KeyColumn("id", KeyType.STRING)));
        assertThat(new PathField(graph(other)).read(text, other)).isEmpty();
        assertThat(FIELD.read(text, NODES)).isPresent();
    }

    @Test
    void aBodyThatInflatesForEverIsRefused() throws IOException {
        var written = Base64.getUrlDecoder()
                .decode(FIELD.write(NODES, Descent.of(Key.of(1), rungs(3)).orElseThrow()));
        var inflated = new ByteArrayOutputStream();
        try (var in = new InflaterInputStream(new ByteArrayInputStream(written))) {
            inflated.write(in.readNBytes(4 + 3)); // the digest and the key at the top
        }
        inflated.write(new byte[] {0x7f, 0, 0, 0});
        inflated.write(new byte[50_000_000]);
        var bomb = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bomb)) {
            out.write(inflated.toByteArray());
        }
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bomb.toByteArray());
        assertThat(text).hasSizeLessThan(PathField.MAX_CHARS);
        assertThatThrownBy(() -> FIELD.read(text, NODES)).isInstanceOf(FaultException.class);
    }

    private static List<Rung> rungs(int count) {
        return new ArrayList<>(LongStream.rangeClosed(2, count + 1L)
                .mapToObj(id -> new Rung(0, List.of(Key.of(id)), true))
                .toList());
    }

    private static RelationGraph graph(Table nodes) {
        return new RelationGraph(
                List.of(nodes),
                Optional.of(nodes),
                List.of(Relation.of(nodes, List.of("parent_id"), nodes, new OnDelete.Cascade())));
    }
}
