package dev.afterdelete.wire;

import static dev.afterdelete.fault.FaultCode.CONFLICTING_FIELDS;
import static dev.afterdelete.fault.FaultCode.INVALID_FIELD;
import static dev.afterdelete.fault.FaultCode.MISSING_FIELD;
import static dev.afterdelete.fault.FaultCode.SNS_ENVELOPE;
import static dev.afterdelete.fault.FaultCode.UNKNOWN_ACTION;
import static dev.afterdelete.fault.FaultCode.UNKNOWN_FIELD;
import static dev.afterdelete.fault.FaultCode.UNKNOWN_TABLE;
import static dev.afterdelete.wire.MessageSamples.GRAPH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.event.Reading.Refused;
import dev.afterdelete.event.Reading.Understood;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.RelationGraph;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMessageFormatTest {
    private final JsonMessageFormat format = new JsonMessageFormat(GRAPH, () -> "made up");

    @Test
    void theBareMessageMeansTheDefaultTable() {
        assertThat(understood("{\"id\": 123, \"action\": \"deleted\"}"))
                .isEqualTo(new CascadeMessage(
                        MessageSamples.RECIPES,
                        Change.Deleted.BY_KEY,
                        List.of(Key.of(123)),
                        Optional.empty(),
                        Envelope.of("made up")));
    }

    @Test
    void everyFieldIsCarried() {
        var message = understood("""
                {"ids": [2, 1, 2], "action": "deleted", "table": "recipes", "at": "2026-01-31T09:30:00.5+01:00",
                 "tenant": "acme", "outbox": 9223372036854775807, "cascade": "c 1", "meta": {"a" : [1.50,
                 {"b": null}]}}
                """);

        assertThat(message.keys()).containsExactly(Key.of(2), Key.of(1));
        assertThat(message.at()).contains(Instant.parse("2026-01-31T08:30:00.500Z"));
        assertThat(message.envelope())
                .isEqualTo(new Envelope(
                        "c 1",
                        Optional.of("acme"),
                        Optional.of(Envelope.Debt.of(Long.MAX_VALUE)),
                        Optional.of("{\"a\" : [1.50,  {\"b\": null}]}")));
    }

    @Test
    void messageIsWrittenOnOneLineWithItsTable() {
        var line = format.write(understood("{\"action\": \"deleted\",\n \"ids\": [1, 2], \"outbox\": 7}"));

        assertThat(line)
                .isEqualTo(
                        "{\"ids\":[1,2],\"action\":\"deleted\",\"table\":\"recipes\",\"outbox\":7,\"cascade\":\"made up\"}");
    }

    @Test
    void charactersThatSqsDoesNotTakeAreSpelledAnotherWay() {
        var message = understood(
                "{\"id\":\"a\uFFFE\",\"action\":\"deleted\",\"table\":\"tags\",\"meta\":{\"\uFFFF\":\"\\u0000\"}}");
        var line = format.write(message);
        assertThat(line)
                .contains("\"id\":\"a\\uFFFE\"", "\"meta\":{\"\\uFFFF\":\"\\u0000\"}")
                .doesNotContain("\uFFFE", "\uFFFF");
        assertThat(understood(line)).isEqualTo(message);
    }

    @Test
    void misspeltFieldIsRefusedWithTheNearestKnownOne() {
        assertThat(refused("{\"id\":7,\"action\":\"deleted\",\"tabel\":\"comments\"}"))
                .isEqualTo(new Fault(
                        UNKNOWN_FIELD,
                        "a message has no field \"tabel\", only id, ids, action, table, previous, copied, path, at, tenant, outbox, "
                                + "turn, cascade, meta; did you mean \"table\"?"));
    }

    @Test
    void fieldsDifferInCase() {
        assertThat(refused("{\"ID\":7,\"action\":\"deleted\"}").reason()).contains("did you mean \"id\"?");
    }

    @Test
    void snsEnvelopeIsRefusedWithTheWayOut() {
        var fault = refused("""
                {"Type": "Notification", "MessageId": "1", "TopicArn": "arn:aws:sns:eu-west-1:1:t",
                 "Message": "{\\"id\\":1,\\"action\\":\\"deleted\\"}", "MessageAttributes": {"a": {"Type": "String", "Value": "b"}}}
                """);

        assertThat(fault.code()).isEqualTo(SNS_ENVELOPE);
        assertThat(fault.reason()).contains("raw message delivery");
    }

    @Test
    void messageNamesItsRowsOnce() {
        assertThat(refused("{\"action\":\"deleted\"}").code()).isEqualTo(MISSING_FIELD);
        assertThat(refused("{\"id\":1,\"ids\":[2],\"action\":\"deleted\"}").code())
                .isEqualTo(CONFLICTING_FIELDS);
        assertThat(refused("{\"id\":null,\"ids\":[2],\"action\":\"deleted\"}").code())
                .isEqualTo(CONFLICTING_FIELDS);
    }

    @Test
    void oneToAThousandRowsMakeAMessage() {
        assertThat(refused(withIds("")).code()).isEqualTo(INVALID_FIELD);
        assertThat(understood(withIds(numbers(1_000))).keys()).hasSize(1_000);
        assertThat(refused(withIds(numbers(1_001))))
                .isEqualTo(new Fault(INVALID_FIELD, "\"ids\": expected an array of 1 to 1000 keys, found 1001"));
        assertThat(refused("{\"ids\":1,\"action\":\"deleted\"}").code()).isEqualTo(INVALID_FIELD);
    }

    @Test
    void actionIsKnown() {
        assertThat(refused("{\"id\":1}").code()).isEqualTo(MISSING_FIELD);
        assertThat(refused("{\"id\":1,\"action\":null}").code()).isEqualTo(INVALID_FIELD);
        assertThat(refused("{\"id\":1,\"action\":\"DELETED\"}"))
                .isEqualTo(
                        new Fault(
                                UNKNOWN_ACTION,
                                "expected the action \"deleted\" or \"updated\", found \"DELETED\"; did you mean \"deleted\"?"));
        assertThat(refused("{\"id\":1,\"action\":\"" + "x".repeat(5_000) + "\\u202e\"}")
                        .reason())
                .hasSizeLessThan(200);
    }

    @Test
    void tableIsDeclared() {
        assertThat(refused("{\"id\":1,\"action\":\"deleted\",\"table\":\"recipe\"}"))
                .isEqualTo(
                        new Fault(UNKNOWN_TABLE, "the declaration has no table \"recipe\"; did you mean \"recipes\"?"));
        assertThat(refused("{\"id\":1,\"action\":\"deleted\",\"table\":7}").code())
                .isEqualTo(INVALID_FIELD);
    }

    @Test
    void withoutDefaultEveryMessageNamesItsTable() {
        var noDefault = new RelationGraph(List.of(MessageSamples.RECIPES), Optional.empty(), List.of());
        var reading = new JsonMessageFormat(noDefault, () -> "made up").read("{\"id\":1,\"action\":\"deleted\"}");

        assertThat(reading)
                .isEqualTo(new Refused(
                        new Fault(UNKNOWN_TABLE, "the message names no table, and the declaration names no default")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"at\": 1769848200",
                "\"at\": \"2026-01-31\"",
                "\"at\": \"2026-01-31T08:30:00\"",
                "\"at\": \"2026-02-30T08:30:00Z\"",
                "\"at\": \"2026-01-31T24:00:00Z\"",
                "\"at\": \"2026-01-31t08:30:00z\"",
                "\"at\": \"2026-01-31 08:30:00Z\"",
                "\"at\": \"2026-01-31T08:30:00.0000000001Z\"",
                "\"at\": \"2026-01-31T08:30:00+19:00\"",
                "\"at\": \"9999-12-31T23:59:59-01:00\"",
                "\"at\": \"+12026-01-31T08:30:00Z\"",
                "\"tenant\": \"\"",
                "\"tenant\": \"a b\"",
                "\"tenant\": \"ü\"",
                "\"tenant\": 7",
                "\"tenant\": null",
                "\"outbox\": 0",
                "\"outbox\": -1",
                "\"outbox\": 1.0",
                "\"outbox\": \"1\"",
                "\"outbox\": 9223372036854775808",
                "\"cascade\": \"\"",
                "\"cascade\": \" \"",
                "\"cascade\": \"a\\nb\"",
                "\"cascade\": 1",
                "\"meta\": []",
                "\"meta\": \"{}\"",
                "\"meta\": null"
            })
    void fieldsHaveTheirTypeAndForm(String field) {
        var fault = refused("{\"id\": 1, \"action\": \"deleted\", " + field + "}");

        assertThat(fault.code()).isEqualTo(INVALID_FIELD);
        assertThat(fault.reason())
                .startsWith(field.substring(0, field.indexOf(':')))
                .contains("expected", "found");
    }

    @Test
    void tenantAndCascadeHaveAtMost128Characters() {
        for (var name : List.of("tenant", "cascade")) {
            var form = "{\"id\":1,\"action\":\"deleted\",\"%s\":\"%s\"}";
            assertThat(understood(form.formatted(name, "x".repeat(128))).keys()).hasSize(1);
            assertThat(refused(form.formatted(name, "x".repeat(129))).code()).isEqualTo(INVALID_FIELD);
        }
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

    private static String withIds(String ids) {
        return "{\"ids\":[" + ids + "],\"action\":\"deleted\"}";
    }

    private static String numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
