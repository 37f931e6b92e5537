package dev.afterdelete.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.event.Reading.Refused;
import dev.afterdelete.event.Reading.Understood;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSchemaTest {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Objects.requireNonNull(MessageSchemaTest.class.getResourceAsStream("/message.schema.json")));

    private final JsonMessageFormat format = new JsonMessageFormat(MessageSamples.GRAPH, () -> "made up");

    @Test
    void everyMessageThatIsWrittenIsValid() {
        var samples = new MessageSamples(MessageSamples.seeded());
        for (var i = 0; i < 500; i++) {
            assertValid(format.write(samples.next()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": 123, \"action\": \"deleted\"}",
                "{\"id\": 18446744073709551615, \"action\": \"deleted\"}",
                "{\"id\": -9223372036854775808, \"action\": \"deleted\"}",
                "{\"ids\": [1, 1], \"action\": \"deleted\", \"table\": \"recipes\"}",
                "{\"id\": \"a\", \"action\": \"deleted\", \"table\": \"tags\"}",
                "{\"id\": {\"tenant_id\": 1, \"number\": \"A1\"}, \"action\": \"deleted\", \"table\": \"orders\"}",
                "{\"id\": {\"id\": 7, \"email\": \"x\", \"badge\": null}, \"action\": \"deleted\", \"table\": \"users\"}",
                "{\"id\": {\"id\": 7}, \"action\": \"deleted\", \"table\": \"users\"}",
                "{\"ids\": [{\"id\": 7, \"email\": \"x\"}, 8], \"action\": \"deleted\", \"table\": \"users\"}",
                "{\"id\": 1, \"action\": \"updated\"}",
                "{\"ids\": [1, 2], \"action\": \"updated\", \"table\": \"recipes\"}",
                "{\"id\": 1, \"action\": \"updated\", \"previous\": {\"id\": 2}}",
                "{\"id\": 1, \"action\": \"updated\", \"table\": \"users\", \"previous\": {\"email\": null, \"badge\": 4}}",
                "{\"id\": 1, \"action\": \"updated\", \"copied\": [0, \"a\"], \"cascade\": \"c\"}",
                "{\"id\": 1, \"action\": \"updated\", \"copied\": [1, [\"00ff\"]], \"cascade\": \"c\"}",
                "{\"id\": 1, \"action\": \"updated\", \"copied\": [2, 7, \"a\"], \"cascade\": \"c\"}",
                "{\"id\": 1, \"action\": \"updated\", \"copied\": [3], \"cascade\": \"c\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"at\": \"2026-01-31T08:30:00.123456789-05:00\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"outbox\": 9223372036854775807, \"tenant\": \"~!\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"meta\": {\"a\": [[[[[null]]]]]}}"
            })
    void bothTakeWhatIsRight(String body) {
        assertValid(body);
        assertThat(format.read(body)).isInstanceOf(Understood.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"id\": 1}",
                "{\"action\": \"deleted\"}",
                "{\"id\": 1, \"ids\": [1], \"action\": \"deleted\"}",
                "{\"ids\": [], \"action\": \"deleted\"}",
                "{\"ids\": 1, \"action\": \"deleted\"}",
                "{\"id\": 1, \"action\": \"delete\"}",
                "{\"id\": 1, \"action\": \"updated\", \"previous\": {}}",
                "{\"id\": 1, \"action\": \"updated\", \"previous\": 2}",
                "{\"id\": 1, \"action\": \"updated\", \"previous\": {\"id\": [2]}}",
                "{\"ids\": [1], \"action\": \"updated\", \"previous\": {\"id\": 2}}",
                "{\"id\": 1, \"action\": \"deleted\", \"copied\": [0], \"cascade\": \"c\"}",
                "{\"id\": 1, \"action\": \"updated\", \"copied\": [0]}",
                "{\"id\": 1, \"action\": \"updated\", \"path\": \"eJw\", \"cascade\": \"c\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"path\": \"eJw\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"path\": \"e=\", \"cascade\": \"c\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"turn\": 1}",
                "{\"id\": 1, \"action\": \"deleted\", \"outbox\": 1, \"turn\": 0}",
                "{\"id\": 1, \"action\": \"updated\", \"copied\": [0], \"previous\": {\"id\": 2}, \"cascade\": \"c\"}",
                "{\"id\": 1, \"action\": \"updated\", \"copied\": [], \"cascade\": \"c\"}",
                "{\"id\": 1, \"action\": \"updated\", \"copied\": [-1], \"cascade\": \"c\"}",
                "{\"id\": 1, \"action\": \"updated\", \"copied\": [\"0\"], \"cascade\": \"c\"}",
                "{\"id\": 1, \"action\": \"updated\", \"copied\": [9, [\"A0\"]], \"cascade\": \"c\"}",
                "{\"id\": 1, \"action\": \"updated\", \"copied\": [9, [\"a0\", \"a0\"]], \"cascade\": \"c\"}",
                "{\"id\": 1, \"action\": \"updated\", \"copied\": [9, null], \"cascade\": \"c\"}",
                "{\"id\": {}, \"action\": \"deleted\", \"table\": \"users\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"previous\": {\"id\": 2}}",
                "{\"id\": 1, \"action\": \"deleted\", \"tabel\": \"comments\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"table\": \"\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"table\": null}",
                "{\"id\": null, \"action\": \"deleted\"}",
                "{\"id\": true, \"action\": \"deleted\"}",
                "{\"id\": 1.5, \"action\": \"deleted\"}",
                "{\"id\": [1], \"action\": \"deleted\"}",
                "{\"id\": {\"tenant_id\": 1, \"number\": {}}, \"action\": \"deleted\", \"table\": \"orders\"}",
                "{\"id\": 18446744073709551616, \"action\": \"deleted\"}",
                "{\"id\": -9223372036854775809, \"action\": \"deleted\"}",
                "{\"id\": \"a\ufffd\", \"action\": \"deleted\", \"table\": \"tags\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"tenant\": \"a b\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"tenant\": \"\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"outbox\": 0}",
                "{\"id\": 1, \"action\": \"deleted\", \"outbox\": 9223372036854775808}",
                "{\"id\": 1, \"action\": \"deleted\", \"outbox\": \"1\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"cascade\": \" a\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"cascade\": \"\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"at\": \"2026-01-31 08:30:00Z\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"at\": \"2026-01-31T08:30:00\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"at\": \"2026-13-31T08:30:00Z\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"meta\": []}"
            })
    void bothRefuseWhatIsWrong(String body) {
        assertThat(SCHEMA.validate(body, InputFormat.JSON)).as(body).isNotEmpty();
        assertThat(format.read(body)).isInstanceOf(Refused.class);
    }

    @Test
    void aThousandRowsAreTheMostForBoth() {
        var row = ",1".repeat(1_000);
        bothTakeWhatIsRight("{\"ids\": [" + row.substring(1) + "], \"action\": \"deleted\"}");
        bothRefuseWhatIsWrong("{\"ids\": [1" + row + "], \"action\": \"deleted\"}");
    }

    @Test
    void whatTheCodecUnderstandsIsAlwaysValid() {
        var random = MessageSamples.seeded();
        var values = List.of(
                "0",
                "1",
                "-7",
                "1.5",
                "\"\"",
                "\"a\"",
                "\"00ff\"",
                "null",
                "true",
                "{}",
                "[]",
                "[1,2]",
                "[[1]]",
                "\"deleted\"",
                "\"updated\"",
                "{\"id\":1}",
                "{\"id\":1,\"email\":\"a\"}",
                "{\"email\":null}",
                "[3,1]",
                "{\"tenant_id\":1,\"number\":\"a\"}",
                "\"recipes\"",
                "\"tags\"",
                "\"orders\"",
                "\"users\"",
                "\"2026-01-31T08:30:00Z\"");
        var understood = 0;
        for (var i = 0; i < 20_000; i++) {
            var body = new StringBuilder("{\"action\":\"%s\",\"id\":%s"
                    .formatted(
                            random.nextBoolean() ? "deleted" : "updated", values.get(random.nextInt(values.size()))));
            for (var name : List.of("table", "previous", "copied", "at", "tenant", "outbox", "cascade", "meta")) {
                if (random.nextInt(4) == 0) {
                    body.append(",\"%s\":%s".formatted(name, values.get(random.nextInt(values.size()))));
                }
            }
            var sample = body.append('}').toString();
            if (format.read(sample) instanceof Understood) {
                assertValid(sample);
                understood++;
            }
        }
        assertThat(understood).isGreaterThan(100);
    }

    @Test
    void bothKnowTheSameFieldsAndForms() {
        var schema = SCHEMA.getSchemaNode();

        assertThat(schema.get("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(MessageFields.ALL);
        assertThat(schema.at("/properties/tenant/pattern").asText()).isEqualTo("^" + Envelope.TENANT.pattern() + "$");
        assertThat(schema.at("/properties/cascade/pattern").asText()).isEqualTo("^" + Envelope.CASCADE.pattern() + "$");
    }

    @Test
    void everyFieldIsExplained() {
        SCHEMA.getSchemaNode()
                .get("properties")
                .forEach(field -> assertThat(field.get("description").asText()).isNotBlank());
    }

    private static void assertValid(String body) {
        assertThat(SCHEMA.validate(body, InputFormat.JSON)).as(body).isEmpty();
    }
}
