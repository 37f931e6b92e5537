package dev.afterdelete.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.fuzz.Fuzz;
import dev.afterdelete.graph.RelationGraph;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever a declaration holds, it is read, or every mistake has its place. */
class DeclarationFuzzTest {
    private static final int PART = 10;
    private static final List<String> SAMPLES =
            MistakenDeclaration.all().map(MistakenDeclaration::yaml).toList();
    private static final List<String> SHARDS = List.of(
            ":",
            "- ",
            "\n",
            "\n  ",
            "\n- ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "#",
            "&a",
            "*a",
            "!!int",
            "!",
            "|",
            ">",
            "'",
            "\"",
            "\\",
            "%",
            "@",
            "`",
            "? ",
            "---\n",
            "...\n",
            "\t",
            "\u0000",
            "\ufeff",
            "\ud83c",
            "🍲",
            "\u0085",
            "\u2028",
            "null",
            "~",
            "yes",
            "0x1F",
            "1e9",
            ".nan",
            "99999999999999999999",
            "<<: ",
            "version: 1\n",
            "tables:",
            "relations:",
            "child: a.b",
            "parent: c",
            "onDelete: cascade",
            "key: [a, b]",
            "where: {}",
            "none: 0",
            "copies: { a: b }",
            "default: 1",
            "{".repeat(50),
            "[".repeat(200),
            "- ".repeat(40),
            "a".repeat(300));

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void everyDeclarationIsReadOrItsMistakesHavePlaces(@ForAll long seed) {
        var random = new SplittableRandom(seed);
        for (var input = 0; input < Fuzz.inputsATry(PART); input++) {
            Fuzz.check(next(random), DeclarationFuzzTest::read, DeclarationFuzzTest::requireNamedEnd);
        }
    }

    private static Object read(String yaml) {
        return Fuzz.outcome(() -> RelationsReader.read(yaml, "relations.yaml"), DeclarationException.class);
    }

    private static void requireNamedEnd(Object end) {
        if (end instanceof DeclarationException report) {
            assertThat(report.mistakes()).isNotEmpty().allSatisfy(mistake -> {
                assertThat(mistake.line()).isPositive();
                assertThat(mistake.column()).isPositive();
                assertThat(mistake.text()).isNotBlank();
            });
        } else {
            assertThat(end).isInstanceOf(RelationGraph.class);
        }
    }

    private static String next(SplittableRandom random) {
        return switch (random.nextInt(10)) {
            case 0 -> bytes(random);
            case 1 -> mutated("", 20, random);
            default -> mutated(SAMPLES.get(random.nextInt(SAMPLES.size())), 4, random);
        };
    }

    private static String bytes(SplittableRandom random) {
        var bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private static String mutated(String yaml, int most, SplittableRandom random) {
        var text = new StringBuilder(yaml);
        for (var changes = random.nextInt(most + 1); changes > 0; changes--) {
            var at = random.nextInt(text.length() + 1);
            var end = Math.min(text.length(), at + random.nextInt(1, 12));
            var shard = SHARDS.get(random.nextInt(SHARDS.size()));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, shard);
                case 1 -> text.replace(at, end, shard);
                case 2 -> text.delete(at, end);
                default -> text.insert(at, text.substring(at, end));
            }
        }
        return text.toString();
    }
}
