package dev.afterdelete.gate;

import static dev.afterdelete.gate.SchemaComparisonTest.differences;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.live.TableSketch;
import dev.afterdelete.wire.RelationsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a reference would match other parents, or be written as another value than is meant. */
class RelationDifferencesTest {
    private static final String BIN = "varchar(20) utf8mb4_bin";

    @Test
    void whatIsReferredToBesideTheKeyHasItsDeclaredType() {
        var graph = badges("onDelete: set_default, default: 1");
        assertThat(differences(graph, people("int"), doors("bigint"))).isEmpty();
        assertThat(differences(graph, people(BIN), doors("bigint")))
                .first()
                .asString()
                .contains("people.badge is varchar", "its unique is declared as integer");
    }

    @Test
    void aReferenceIsHeldAgainstTheColumnThatItRefersTo() {
        assertThat(differences(badges("onDelete: cascade"), people("int"), doors(BIN)))
                .singleElement()
                .asString()
                .contains("doors.badge is varchar", "people.badge is int");
    }

    @Test
    void whatIsReferredToAndNotUniqueIsADifferenceBecauseAChildCouldHaveTwoParents() {
        var people = TableSketch.table("people")
                .with("name", BIN)
                .with("badge", "int")
                .with("year", "int")
                .unique("name")
                .unique("badge", "year");
        assertThat(differences(badges("onDelete: cascade"), people, doors("bigint")))
                .containsExactly(
                        "doors.badge refers to badge of people, which no unique index holds: one row's children could be another's too");
    }

    @Test
    void partOfAKeyIsNotUniqueByItself() {
        var people = TableSketch.table("people")
                .with("name", BIN)
                .with("badge", "int")
                .primary("name", "badge");
        var graph = RelationsReader.read("""
                version: 1
                tables: { people: { key: [{ column: name, type: string }, badge] } }
                relations: [{ child: doors.badge, parent: people.badge, onDelete: do_nothing }]
                """, "test");
        assertThat(differences(graph, people, doors("bigint")))
                .singleElement()
                .asString()
                .contains("doors.badge refers to badge of people", "no unique index");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    onDelete: set_null, onUpdate: set_null | 2
                    onDelete: restrict, onUpdate: set_null | 1
                    onDelete: cascade, onUpdate: cascade   | 0
                    """)
    void aColumnThatIsToBecomeNullCanHoldIt(String actions, int times) {
        var doors = TableSketch.keyed("doors").with("badge", "int");
        assertThat(differences(badges(actions), people("int"), doors))
                .hasSize(times)
                .allMatch(
                        message -> message.matches("doors.badge is NOT NULL, and on\\w+: set_null is to make it NULL"));
    }

    @Test
    void columnsThatAreCopiedExistOnBothSides() {
        var graph = badges("onDelete: cascade, copies: { person: nick, badge_name: shown }");

        assertThat(differences(graph, people("int"), doors("int")))
                .containsExactly(
                        "doors.person does not exist, and is needed for copies",
                        "people.nick does not exist, and is needed for copies",
                        "doors.badge_name does not exist, and is needed for copies",
                        "people.shown does not exist, and is needed for copies");
        assertThat(differences(
                        graph,
                        people("int").with("nick", "varchar(20)").with("shown", "float"),
                        doors("int").with("person", BIN).with("badge_name", "float")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onDelete: set_null",
                "onDelete: set_default, default: 7",
                "onDelete: cascade, onUpdate: cascade",
                "onDelete: cascade, onUpdate: set_null",
                "onDelete: cascade, copies: { badge_name: name }"
            })
    void whatTheDatabaseComputesNobodyCanSet(String actions) {
        var doors = TableSketch.keyed("doors").generated("badge", "int").generated("badge_name", "varchar(20)");
        assertThat(differences(badges(actions), people("int"), doors))
                .singleElement()
                .asString()
                .contains("doors.badge", "is computed by the database");
        assertThat(differences(badges("onDelete: cascade"), people("int"), doors))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    varchar(10) utf8mb4_bin      | enum('a','b') utf8mb4_bin   | it would take a number for a place in its list
                    binary(8)                    | binary(16)                  | it would fill them up with zeros
                    varbinary(8)                 | binary(8)                   | it would fill them up with zeros
                    """)
    void aKeyThatTheChildWouldKeepAsAnotherOneIsNotMovedThere(String parent, String child, String objection) {
        var sketches = new TableSketch[] {
            TableSketch.table("p").with("code", parent).primary("code"),
            TableSketch.keyed("c").nullable("code", child)
        };
        assertThat(differences(codes(parent, "cascade"), sketches))
                .singleElement()
                .asString()
                .startsWith("c.code is ")
                .contains("onUpdate: cascade moves values of p.code there")
                .endsWith(objection);
        assertThat(differences(codes(parent, "do_nothing"), sketches)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    varchar(10) utf8mb4_bin      | varchar(30) utf8mb4_bin
                    varchar(255) utf8mb4_0900_bin | varchar(191) utf8mb4_0900_bin
                    varchar(36) utf8mb4_0900_bin | char(36) utf8mb4_0900_bin
                    varbinary(8)                 | varbinary(7)
                    varchar(10) utf8mb4_bin      | char(10) utf8mb4_bin
                    char(9) utf8mb4_0900_bin     | char(9) utf8mb4_0900_bin
                    binary(8)                    | varbinary(8)
                    binary(8)                    | binary(8)
                    """)
    void aKeyThatTheChildKeepsAsItIsIsMovedThere(String parent, String child) {
        assertThat(differences(
                        codes(parent, "cascade"),
                        TableSketch.table("p").with("code", parent).primary("code"),
                        TableSketch.keyed("c").nullable("code", child)))
                .isEmpty();
    }

    @Test
    void aDefaultThatTheColumnWouldTakeForAnotherValueIsADifference() {
        var graph = RelationsReader.read("""
                version: 1
                tables: { p: { key: { column: code, type: string } } }
                relations: [{ child: c.code, parent: p, onDelete: set_default, default: "2" }]
                """, "test");
        assertThat(differences(
                        graph,
                        TableSketch.table("p").with("code", BIN).primary("code"),
                        TableSketch.keyed("c").nullable("code", "enum('a','b') utf8mb4_bin")))
                .containsExactly("c.code cannot hold its default: it is one of enum('a','b')");
    }

    private static RelationGraph codes(String parentType, String onUpdate) {
        return RelationsReader.read(
                """
                version: 1
                tables: { p: { key: { column: code, type: %s } } }
                relations: [{ child: c.code, parent: p, onDelete: cascade, onUpdate: %s }]
                """.formatted(parentType.contains("binary") ? "binary" : "string", onUpdate), "test");
    }

    private static TableSketch people(String badge) {
        return TableSketch.table("people")
                .with("name", BIN)
                .with("badge", badge)
                .unique("name")
                .unique("badge");
    }

    private static TableSketch doors(String badge) {
        return TableSketch.keyed("doors").nullable("badge", badge);
    }

    private static RelationGraph badges(String actions) {
        return RelationsReader.read("""
                version: 1
                tables: { people: { key: { column: name, type: string }, unique: badge } }
                relations: [{ child: doors.badge, parent: people.badge, %s }]
                """.formatted(actions), "test");
    }
}
