package dev.afterdelete.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.wire.declaration.ReadRelation;
import dev.afterdelete.wire.yaml.Mistake;
import dev.afterdelete.wire.yaml.Place;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelationsMistakesTest {
    @ParameterizedTest
    @MethodSource("dev.afterdelete.wire.MistakenDeclaration#all")
    void mistakeIsReportedWhereItStands(MistakenDeclaration sample) {
        assertThat(mistakes(sample.yaml())).containsExactlyElementsOf(sample.expected());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing yet\n", "---\n", "~"})
    void emptyDeclarationIsAMistake(String yaml) {
        assertThat(mistakes(yaml))
                .containsExactly("1:1 the declaration is empty; expected version, tables and relations");
    }

    @Test
    void whatYamlForbidsIsAMistake() {
        assertThat(mistakes("version: 1\nrelations:\n\t- child: a.b\n"))
                .containsExactly("3:1 not YAML: while scanning for the next token: found character '\\t(TAB)' "
                        + "that cannot start any token. (Do not use \\t(TAB) for indentation)");
        assertThat(mistakes("version: [1"))
                .containsExactly(
                        "1:12 not YAML: while parsing a flow sequence: " + "expected ',' or ']', but got <stream end>");
        assertThat(mistakes("version: 1\ndefault: \u0007\n")).containsExactly("2:10 not YAML: the character U+0007");
    }

    @Test
    void aForbiddenCharacterHasItsPlaceBehindCharactersBeyondTheBasicPlane() {
        assertThat(mistakes("#\uD83C\uDF72\u0007")).containsExactly("1:3 not YAML: the character U+0007");
        assertThat(mistakes("# \uD83C\uDF72\n#\uD83C\uDF72\uD83C"))
                .containsExactly("2:3 not YAML: the character U+D83C");
    }

    @Test
    void aCharacterBeyondTheBasicPlaneStandsAnywhere() {
        var declaration = "\nversion: 1\nrelations: [{ child: b.a_id, parent: a, onDelete: cascade }]";
        for (var before = 0; before < 4_200; before++) {
            var comment = "#" + "x".repeat(before) + "\uD83C\uDF72";

            assertThat(RelationsReaderTest.read(comment + declaration).relations())
                    .as("behind %d characters", before)
                    .hasSize(1);
        }
    }

    @Test
    void halfACharacterAtTheEndHasItsPlace() {
        var declaration = "version: 1\n#" + "x".repeat(1_012);

        assertThat(mistakes(declaration + "\uD83C")).containsExactly("2:1014 not YAML: the character U+D83C");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x1F",
                "0o17",
                "0b1",
                "1_000",
                "1:30",
                "1e3",
                "1.5",
                ".5",
                "+5",
                "-0",
                "00",
                ".inf",
                "-.INF",
                ".nan",
                "2026-01-31",
                "2026-01-31 08:30:00",
                "Yes",
                "OFF",
                "True",
                "NULL",
                "Null"
            })
    void whatYamlReadersDisagreeAboutWantsQuotes(String value) {
        var form = "version: 1\nrelations: [{ child: b.x, parent: a, where: { kind: %s }, onDelete: cascade }]";

        assertThat(mistakes(form.formatted(value)))
                .containsExactly("2:53 expected a text or a whole number, found " + value
                        + ", which YAML readers take for different things (if it is a text, put it in quotes)");
        assertThat(RelationsReaderTest.read(form.formatted("'" + value + "'")).relations())
                .hasSize(1);
    }

    @Test
    void longestDigitsAreNoText() {
        var form = "version: 1\nrelations: [{ child: b.x, parent: a, where: { kind: %s }, onDelete: cascade }]";

        assertThat(mistakes(form.formatted("9".repeat(200)))).hasSize(1);
    }

    @Test
    void sameRelationTwiceIsRefusedWhateverTheOrderOfItsColumns() {
        assertThat(mistakes("""
                        version: 1
                        tables: { orders: { key: [tenant_id, number], unique: [slot] } }
                        relations:
                          - { child: [b.x, b.y], parent: orders, where: { k: 1, l: 2 }, onDelete: cascade }
                          - { child: [b.Y, b.x], parent: [orders.number, orders.tenant_id], where: { L: 2, k: 1 }, onDelete: restrict }
                          - { child: b.z, parent: a.id, onDelete: cascade }
                          - { child: b.z, parent: a, onDelete: set_null }
                          - { child: b.z, parent: orders.slot, onDelete: set_null }
                          - { child: b.z, parent: orders.slot, none: 0, onDelete: set_null }
                        """))
                .containsExactly(
                        "5:5 b.Y,x is declared already at line 4",
                        "7:5 b.z is declared already at line 6",
                        "9:5 b.z is declared already at line 8");
    }

    @Test
    void aCopyIsNoColumnThatSaysSomethingElse() {
        assertThat(mistakes("""
                        version: 1
                        tables: { a: { unique: slug, createdAt: born, softDelete: { column: gone, deleted: true } } }
                        relations:
                          - child: a.p_id
                            parent: p
                            onDelete: set_null
                            copies: { Gone: gone, born: born, slug: slug, q_id: q_id, kind: kind, title: title }
                          - { child: a.q_id, parent: q, where: { kind: 1 }, onDelete: cascade }
                        """))
                .containsExactly(
                        "7:15 \"Gone\" marks rows of a as deleted; a copy is another column",
                        "7:27 \"born\" says when rows of a were created; a copy is another column",
                        "7:39 \"slug\" is unique in a; a copy is another column",
                        "7:51 \"q_id\" is part of another reference of a, or of its where; a copy is another column",
                        "7:63 \"kind\" is part of another reference of a, or of its where; a copy is another column");
    }

    @Test
    void aCollationMayTakeTwoConstantsForOneAndThenTheirActionsAreOne() {
        var form = """
                version: 1
                relations:
                  - { child: c.x, parent: a, where: { kind: Café }, onDelete: cascade }
                  - { child: c.x, parent: a, where: { kind: "CAFE " }, onDelete: %s }
                """;
        assertThat(mistakes(form.formatted("restrict")))
                .containsExactly(
                        "4:5 c.x differs from the one at line 3 only by case or accents in its where, and asks for another action; most collations tell no such texts apart");
        assertThat(RelationsReaderTest.read(form.formatted("cascade")).relations())
                .hasSize(2);
    }

    @Test
    void whatNestsAbsurdlyIsNotReadOn() {
        var began = System.nanoTime();
        assertThat(mistakes("version: " + "[".repeat(100_000)))
                .containsExactly("1:25 nests deeper than a declaration can");
        assertThat(mistakes("version: " + "[".repeat(60) + "]".repeat(60) + "\nrelations: 7"))
                .containsExactly(
                        "1:10 expected version 1, the only one that this version of Afterdelete reads, found a list",
                        "1:25 nests deeper than a declaration can",
                        "2:12 expected a list of at least one relation, found the number 7");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void whatIsUndecidedIsReadAsADraftOnly() {
        var yaml = """
                version: 1
                relations:
                  - { child: b.a_id, parent: a, onDelete: undecided }
                  - { child: c.a_id, parent: a, onDelete: cascade }
                  - child: d.a_id
                    parent: a
                    onDelete: undecided
                """;

        assertThat(mistakes(yaml))
                .containsExactly(
                        "3:43 onDelete of b.a_id is undecided: a person has to choose cascade or set_null or set_default or restrict or no_action or do_nothing",
                        "7:15 onDelete of d.a_id is undecided: a person has to choose cascade or set_null or set_default or restrict or no_action or do_nothing");
        var draft = RelationsReader.readDraft(yaml, "relations.yaml");
        assertThat(draft.graph().relations())
                .extracting(Relation::onDelete)
                .containsExactly(new OnDelete.DoNothing(), new OnDelete.Cascade(), new OnDelete.DoNothing());
        assertThat(draft.undecided().sequencedValues()).containsExactly(new Place(3, 43), new Place(7, 15));
        assertThat(draft.relations())
                .extracting(ReadRelation::place)
                .containsExactly(new Place(3, 5), new Place(4, 5), new Place(5, 5));
    }

    @Test
    void everyMutationIsReadOrReported() {
        var random = MessageSamples.seeded();
        var sample = RelationsReaderTest.sample();
        var reported = 0;
        for (var i = 0; i < 2_000; i++) {
            var yaml = mutated(sample, random);
            try {
                RelationsReaderTest.read(yaml);
            } catch (DeclarationException e) {
                assertThat(e.mistakes())
                        .isNotEmpty()
                        .allSatisfy(mistake -> assertThat(mistake.line()).isPositive());
                reported++;
            }
        }
        assertThat(reported).isBetween(200, 1_990);
    }

    private static String mutated(String sample, SplittableRandom random) {
        var fragments = List.of(
                ":",
                "- ",
                "\n",
                "  ",
                "{",
                "}",
                "[",
                "]",
                "&a",
                "*a",
                "!!x ",
                "\"",
                "'",
                "#",
                "\t",
                "---\n",
                "\u0000",
                "| ",
                "? ",
                "relations",
                "version",
                "ü🍲",
                "\ud800",
                ",",
                "%",
                "@",
                "`");
        var text = new StringBuilder(sample);
        for (var i = random.nextInt(3); i >= 0; i--) {
            var at = random.nextInt(text.length() + 1);
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, fragments.get(random.nextInt(fragments.size())));
                case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 40)));
                default -> text.append(text, at, text.length());
            }
        }
        return text.toString();
    }

    private static List<String> mistakes(String yaml) {
        return RelationsReaderTest.mistakes(yaml).mistakes().stream()
                .map(RelationsMistakesTest::line)
                .toList();
    }

    private static String line(Mistake mistake) {
        return "%d:%d %s".formatted(mistake.line(), mistake.column(), mistake.text());
    }
}
