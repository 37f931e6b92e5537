package dev.afterdelete.wire;

import static dev.afterdelete.fault.FaultCode.CONFLICTING_FIELDS;
import static dev.afterdelete.fault.FaultCode.INVALID_FIELD;
import static dev.afterdelete.fault.FaultCode.INVALID_KEY;
import static dev.afterdelete.fault.FaultCode.ZERO_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Change.CopyPosition;
import dev.afterdelete.event.Reading.Refused;
import dev.afterdelete.event.Reading.Understood;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message says of its rows beside their key. */
class ChangeReadingTest {
    private final JsonMessageFormat format = new JsonMessageFormat(MessageSamples.GRAPH, () -> "made up");

    @Test
    void deletedRowMayTellWhatItsUniqueColumnsHeld() {
        var message = understood("""
                {"ids": [{"id": 7, "email": "a", "badge": null}, 8, {"id": 9}], "action": "deleted", "table": "users"}""");

        assertThat(message.keys()).containsExactly(Key.of(7), Key.of(8), Key.of(9));
        assertThat(message.change())
                .isEqualTo(new Change.Deleted(
                        Map.of(Key.of(7), Map.of("email", Optional.of(KeyValue.of("a")), "badge", Optional.empty()))));
        assertThat(format.write(message))
                .startsWith("{\"ids\":[{\"id\":7,\"badge\":null,\"email\":\"a\"},8,9],\"action\":\"deleted\"");
    }

    @Test
    void columnsBesideTheKeyAreDeclared() {
        assertThat(refused("{\"id\":{\"id\":7,\"mail\":\"a\"},\"action\":\"deleted\",\"table\":\"users\"}"))
                .isEqualTo(
                        new Fault(
                                INVALID_KEY,
                                "\"id\": a key of users is an object of exactly id, and any other unique column; found \"mail\"; did you mean \"email\"?"));
        assertThat(refused("{\"id\":{\"email\":\"a\"},\"action\":\"deleted\",\"table\":\"users\"}")
                        .reason())
                .endsWith("\"id\" is missing");
        assertThat(refused("{\"id\":{\"id\":7,\"email\":7},\"action\":\"deleted\",\"table\":\"users\"}")
                        .code())
                .isEqualTo(INVALID_KEY);
        assertThat(refused("{\"id\":{\"id\":7},\"action\":\"deleted\"}").code()).isEqualTo(INVALID_KEY);
        assertThat(refused("{\"id\":{\"id\":null},\"action\":\"deleted\",\"table\":\"users\"}")
                        .code())
                .isEqualTo(INVALID_KEY);
    }

    @Test
    void rowThatIsNamedTwiceIsNamedTheSame() {
        var form = "{\"ids\":[{\"id\":7,\"email\":\"a\"},%s],\"action\":\"deleted\",\"table\":\"users\"}";

        assertThat(understood(form.formatted("{\"email\":\"a\",\"id\":7}")).keys())
                .containsExactly(Key.of(7));
        for (var other : new String[] {"7", "{\"id\":7,\"email\":\"b\"}"}) {
            assertThat(refused(form.formatted(other)))
                    .isEqualTo(new Fault(
                            INVALID_KEY, "\"ids[1]\": the row stands here twice, each time with other values"));
        }
    }

    @Test
    void previousMakesAKeyUpdate() {
        assertThat(understood("{\"id\":7,\"action\":\"updated\",\"previous\":{\"id\":3}}")
                        .change())
                .isEqualTo(new Change.Rekeyed(Map.of("id", Optional.of(KeyValue.of(3)))));
        assertThat(understood(
                                "{\"id\":7,\"action\":\"updated\",\"table\":\"users\",\"previous\":{\"email\":null,\"badge\":2}}")
                        .change())
                .isEqualTo(new Change.Rekeyed(Map.of("email", Optional.empty(), "badge", Optional.of(KeyValue.of(2)))));
    }

    @Test
    void previousNamesColumnsThatAreReferredTo() {
        assertThat(previousRefused("{\"mail\":\"a\"}"))
                .isEqualTo(
                        new Fault(
                                INVALID_KEY,
                                "\"previous\": nothing refers to a column \"mail\" of users, only to id, email, badge, face; did you mean \"email\"?"));
        for (var wrong : new String[] {"{}", "3", "null", "[3]"}) {
            assertThat(previousRefused(wrong))
                    .isEqualTo(
                            new Fault(
                                    INVALID_KEY,
                                    "\"previous\": expected an object of columns and what they held before: id, email, badge, face"));
        }
        assertThat(previousRefused("{\"id\":\"3\"}").code()).isEqualTo(INVALID_KEY);
        assertThat(previousRefused("{\"id\":null}").code()).isEqualTo(INVALID_KEY);
        assertThat(previousRefused("{\"id\":0}").code()).isEqualTo(ZERO_KEY);
    }

    @Test
    void updatedWithoutPreviousCopiesFromTheBeginning() {
        assertThat(understood("{\"ids\":[1,2],\"action\":\"updated\"}").change())
                .isEqualTo(new Change.Updated(Optional.empty()));
    }

    @Test
    void continuationOfCopyingSaysHowFarItHasCome() {
        var copied = understood("{\"id\":1,\"action\":\"updated\",\"copied\":[1,[\"00ff\"]],\"cascade\":\"c\"}");

        assertThat(copied.change())
                .isEqualTo(new Change.Updated(
                        Optional.of(new CopyPosition(1, Optional.of(Key.of(new KeyValue.BinaryValue("00ff")))))));
    }

    @Test
    void relationsThatCopyNoMoreAreNoReasonToRefuseAContinuation() {
        assertThat(understood("{\"id\":1,\"action\":\"updated\",\"copied\":[3,7,\"a\"],\"cascade\":\"c\"}")
                        .change())
                .isEqualTo(new Change.Updated(
                        Optional.of(new CopyPosition(3, Optional.of(Key.of(KeyValue.of(7), KeyValue.of("a")))))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "[]",
                "[-1]",
                "[1.5]",
                "[1000000]",
                "[\"0\"]",
                "[0, 7]",
                "[0, \"a\", \"b\"]",
                "[1, \"00ff\"]",
                "[1, [\"0f0\"]]",
                "[1, [\"FF\"]]",
                "[1, []]",
                "[2, \"a\", 7]",
                "[2, 18446744073709551616, \"a\"]",
                "[2, 1.0, \"a\"]",
                "[0, null]",
                "[0, true]"
            })
    void copiedIsWhatAContinuationSays(String copied) {
        assertThat(refused("{\"id\":1,\"action\":\"updated\",\"copied\":%s,\"cascade\":\"c\"}".formatted(copied)))
                .isEqualTo(
                        new Fault(
                                INVALID_FIELD,
                                "\"copied\": expected what a continuation says: an array of a place and a child's key, found something else"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"action\":\"deleted\",\"previous\":{\"id\":2}}",
                "{\"id\":1,\"action\":\"deleted\",\"copied\":[0],\"cascade\":\"c\"}",
                "{\"ids\":[1],\"action\":\"updated\",\"previous\":{\"id\":2}}",
                "{\"id\":1,\"action\":\"updated\",\"previous\":{\"id\":2},\"copied\":[0],\"cascade\":\"c\"}",
                "{\"id\":1,\"action\":\"updated\",\"copied\":[0]}",
                "{\"id\":1,\"action\":\"updated\",\"path\":\"eJwDAAAAAAE\",\"cascade\":\"c\"}",
                "{\"id\":1,\"action\":\"deleted\",\"path\":\"eJwDAAAAAAE\"}",
                "{\"id\":1,\"action\":\"deleted\",\"turn\":1}",
                "{\"id\":{\"id\":1,\"email\":\"a\"},\"action\":\"updated\",\"table\":\"users\"}",
                "{\"id\":{\"id\":1,\"email\":\"a\"},\"action\":\"updated\",\"table\":\"users\",\"previous\":{\"email\":\"b\"}}"
            })
    void whatDoesNotGoTogetherIsRefused(String body) {
        assertThat(refused(body).code()).isEqualTo(CONFLICTING_FIELDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "eJwDAAAAAAE=", "eJwDAAAAAAE", "AAAA"})
    void aPathThatNobodyWroteIsRefused(String path) {
        assertThat(refused("{\"id\":1,\"action\":\"deleted\",\"path\":\"%s\",\"cascade\":\"c\"}".formatted(path))
                        .code())
                .isEqualTo(INVALID_FIELD);
    }

    private Fault previousRefused(String previous) {
        return refused("{\"id\":7,\"action\":\"updated\",\"table\":\"users\",\"previous\":%s}".formatted(previous));
    }

    private CascadeMessage understood(String body) {
        return switch (format.read(body)) {
            case Understood(var message) -> message;
            case Refused(var fault) -> throw new AssertionError(fault);
        };
    }

    private Fault refused(String body) {
        return switch (format.read(body)) {
            case Understood(var message) -> throw new AssertionError(message);
            case Refused(var fault) -> fault;
        };
    }
}
