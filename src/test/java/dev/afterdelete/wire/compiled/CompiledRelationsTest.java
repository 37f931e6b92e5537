package dev.afterdelete.wire.compiled;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.wire.RelationsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompiledRelationsTest {
    private static final String EVERY_WORD = """
            version: 1
            default: orders
            tables:
              orders:
                key: [ { column: tenant_id, type: integer }, { column: number, type: string } ]
                softDelete: { column: deleted_at, deleted: not_null }
                grace: P7DT12H
                onLiveParent: refuse
                createdAt: placed_at
                cap: 100000
                zeroKey: true
                shardBy: tenant_id
                api: true
              lines: { key: { column: uid, type: binary }, shardBy: tenant_id, softDelete: { column: state, deleted: gone } }
              notes: { shardBy: tenant_id, softDelete: { column: is_deleted, deleted: true } }
            relations:
              - child: [lines.tenant_id, lines.order_number]
                parent: [orders.tenant_id, orders.number]
                onDelete: { set_null: [order_number] }
                onUpdate: cascade
              - child: notes.subject_id
                parent: lines.uid
                where: { subject_type: Line, kind: 3 }
                onDelete: cascade
                copies: { line_title: title }
              - child: notes.follows
                parent: notes.id
                none: 0
                default: 7
                onDelete: set_default
                onUpdate: restrict
              - { child: lines.boss, parent: notes.id, onDelete: restrict }
              - { child: lines.witness, parent: notes.id, onDelete: do_nothing }
            """;

    static Stream<String> declarations() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            return Stream.concat(
                    Stream.of(EVERY_WORD),
                    files.filter(file -> file.endsWith("relations.yaml")).toList().stream()
                            .map(CompiledRelationsTest::text));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void theRelationsAreThoseOfTheText(String yaml) throws IOException {
        var graph = RelationsReader.read(yaml, "relations.yaml");
        var compiled = CompiledRelations.write(graph, yaml.getBytes(UTF_8));

        assertThat(CompiledRelations.read(compiled, yaml.getBytes(UTF_8)))
                .hasValueSatisfying(read -> assertSame(read, graph));
    }

    @Test
    void aTextThatWasChangedSinceIsNotAnsweredWithTheOldRelations() throws IOException {
        var compiled =
                CompiledRelations.write(RelationsReader.read(EVERY_WORD, "relations.yaml"), EVERY_WORD.getBytes(UTF_8));
        var changed = EVERY_WORD.replace("kind: 3", "kind: 4").getBytes(UTF_8);

        assertThat(CompiledRelations.read(compiled, changed)).isEmpty();
    }

    @Test
    void bytesOfAnotherFormAreNobodys() throws IOException {
        var source = EVERY_WORD.getBytes(UTF_8);
        var compiled = CompiledRelations.write(RelationsReader.read(EVERY_WORD, "relations.yaml"), source);
        compiled[3]++;

        assertThat(CompiledRelations.read(compiled, source)).isEmpty();
    }

    @Test
    void bytesThatStopInTheMiddleAreNamed() {
        var source = EVERY_WORD.getBytes(UTF_8);
        var compiled = CompiledRelations.write(RelationsReader.read(EVERY_WORD, "relations.yaml"), source);

        assertThatIOException()
                .isThrownBy(() -> CompiledRelations.read(Arrays.copyOf(compiled, compiled.length - 1), source));
    }

    private static void assertSame(RelationGraph read, RelationGraph expected) {
        assertThat(read.tables()).isEqualTo(expected.tables());
        assertThat(read.relations()).isEqualTo(expected.relations());
        assertThat(read.defaultTable()).isEqualTo(expected.defaultTable());
    }
}
