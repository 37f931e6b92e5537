package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Whatever is not exactly a message ends in the dead-letter queue with its own code, and touches nothing. Every case is
 * a body beside a good message, whose row must go all the same.
 */
@OnEveryServer
class BadInputIT {
    private static final int NESTING = 1_000_000;

    private final Recipes recipes;
    private final QueuePair queues;
    private final Deployment deployment;

    BadInputIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.recipes = Recipes.load(database, 200);
        this.deployment = Deployment.on(database, queues);
        database.run(
                "INSERT INTO recipes (id, title) VALUES (-1, 'minus one'), (-9223372036854775808, 'least');"
                        + "INSERT INTO steps (recipe_id, position, instruction) VALUES (-1, 1, ''), (-9223372036854775808, 1, '')");
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void bodiesThatAreNoMessage() throws SQLException {
        var cases = new LinkedHashMap<String, String>();
        cases.put("", "EMPTY_BODY");
        cases.put("   ", "EMPTY_BODY");
        cases.put("null", "MALFORMED_JSON");
        cases.put("[]", "MALFORMED_JSON");
        cases.put("123", "MALFORMED_JSON");
        cases.put("{\"id\":123,\"action\":\"deleted\"", "MALFORMED_JSON");
        cases.put("{\"id\":123,\"action\":\"deleted\"} {\"id\":124,\"action\":\"deleted\"}", "MALFORMED_JSON");
        cases.put("{\"id\":123,\"action\":\"deleted\"};", "MALFORMED_JSON");
        cases.put("{'id':123,'action':'deleted'}", "MALFORMED_JSON");
        cases.put("\uFEFF{\"id\":123,\"action\":\"deleted\"}", "MALFORMED_JSON");
        cases.put("{\"id\":123,\"id\":124,\"action\":\"deleted\"}", "DUPLICATE_FIELD");
        cases.put("{\"id\":[[[[[1]]]]],\"action\":\"deleted\"}", "NESTING_TOO_DEEP");
        cases.put("{\"id\":123,\"action\":\"deleted\",\"tabel\":\"steps\"}", "UNKNOWN_FIELD");
        cases.put("{\"ID\":123,\"action\":\"deleted\"}", "UNKNOWN_FIELD");
        cases.put("{\"id\":123}", "MISSING_FIELD");
        cases.put("{\"action\":\"deleted\"}", "MISSING_FIELD");
        cases.put("{\"id\":123,\"ids\":[124],\"action\":\"deleted\"}", "CONFLICTING_FIELDS");
        cases.put("{\"id\":123,\"action\":\"deleted\",\"previous\":{\"id\":1}}", "CONFLICTING_FIELDS");
        cases.put("{\"id\":123,\"action\":\"archived\"}", "UNKNOWN_ACTION");
        cases.put("{\"id\":123,\"action\":\"DELETED\"}", "UNKNOWN_ACTION");
        cases.put("{\"id\":123,\"action\":\"updated\",\"previous\":{}}", "INVALID_KEY");
        cases.put("{\"id\":123,\"action\":\"deleted\",\"table\":\"users\"}", "UNKNOWN_TABLE");
        cases.put("{\"id\":123,\"action\":\"deleted\",\"table\":\"RECIPES\"}", "UNKNOWN_TABLE");
        cases.put("{\"id\":123,\"action\":true}", "INVALID_FIELD");
        cases.put("{\"ids\":[],\"action\":\"deleted\"}", "INVALID_FIELD");
        cases.put("{\"ids\":123,\"action\":\"deleted\"}", "INVALID_FIELD");
        cases.put("{\"id\":123,\"action\":\"deleted\",\"at\":\"yesterday\"}", "INVALID_FIELD");
        cases.put("{\"id\":123,\"action\":\"deleted\",\"outbox\":0}", "INVALID_FIELD");
        cases.put("{\"id\":123,\"action\":\"deleted\",\"tenant\":\"a b\"}", "INVALID_FIELD");
        cases.put("{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:x\",\"Message\":\"{}\"}", "SNS_ENVELOPE");
        assertRefused(cases);
    }

    @Test
    void numbersAndTextsThatAreNoKey() throws SQLException {
        var codes = new LinkedHashMap<String, String>();
        for (var key : new String[] {
            "1e2",
            "123.0",
            "1.5",
            "1E+2",
            "\"123\"",
            "\"0\"",
            "\"123abc\"",
            "\"\"",
            "true",
            "null",
            "{}",
            "[123]",
            "{\"id\":123}",
            "18446744073709551616",
            "-9223372036854775809",
            "1" + "0".repeat(400)
        }) {
            codes.put(key, "INVALID_KEY");
        }
        codes.put("0", "ZERO_KEY");
        codes.put("-0", "ZERO_KEY");
        codes.put("0123", "MALFORMED_JSON");
        codes.put("+123", "MALFORMED_JSON");
        codes.put("0x7b", "MALFORMED_JSON");
        codes.put("NaN", "MALFORMED_JSON");
        codes.put("123,", "MALFORMED_JSON");
        assertRefused(codes.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> "{\"id\":%s,\"action\":\"deleted\"}".formatted(entry.getKey()), Map.Entry::getValue)));
        assertRefused(codes.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> "{\"ids\":[122,%s,124],\"action\":\"deleted\"}".formatted(entry.getKey()),
                        Map.Entry::getValue)));
    }

    /** A declared integer may be unsigned, so these are keys; that the column is signed makes them keys of no row. */
    @Test
    void numbersBeyondASignedColumnNameNoRowAndMatchNone() throws SQLException {
        var staying = recipes.contentsWithout(1);
        var batch = DirectBatch.ofIds(1)
                .add("2^63", "{\"id\":9223372036854775808,\"action\":\"deleted\"}")
                .add("2^64-1", "{\"ids\":[18446744073709551615,9223372036854775808],\"action\":\"deleted\"}");
        assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(queues.deadLetters()).isZero();
    }

    @Test
    void aBodyThatIsNullOrMissing() throws SQLException {
        var staying = recipes.contentsWithout(1);
        var batch = DirectBatch.ofIds(1).add("null", null).addWithoutBody("missing");
        assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(Letter.takeAll(queues)).extracting(Letter::code).containsExactly("EMPTY_BODY", "EMPTY_BODY");
    }

    @Test
    void bytesThatAreNotUtf8() throws SQLException {
        var staying = recipes.contentsWithout(1);
        var batch = DirectBatch.ofIds(1).add("bytes", "{\"id\":123,\"action\":\"BYTES\"}");
        var response = deployment.cleanup().invoke(batch.eventWith("BYTES", "deleted\u00ff\u00fe"));
        assertThat(DirectBatch.failures(response)).isEmpty();
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(Letter.takeAll(queues)).extracting(Letter::code).containsExactly("UNKNOWN_ACTION");
    }

    @Test
    void aMegabyteOfNesting() throws SQLException {
        var staying = recipes.contentsWithout(1);
        var batch = DirectBatch.ofIds(1)
                .add("arrays", "[".repeat(NESTING))
                .add("objects", "{\"id\":".repeat(40_000))
                .add("meta", "{\"id\":123,\"action\":\"deleted\",\"meta\":" + "{\"a\":".repeat(30_000));
        assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(Letter.takeAll(queues))
                .extracting(Letter::code)
                .containsExactlyInAnyOrder("MESSAGE_TOO_LARGE", "NESTING_TOO_DEEP", "NESTING_TOO_DEEP");
    }

    private void assertRefused(Map<String, String> codesByBody) throws SQLException {
        var staying = recipes.contentsWithout(1);
        var batch = DirectBatch.ofIds(1);
        codesByBody.keySet().forEach(body -> batch.add("bad" + body.hashCode(), body));

        assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();

        assertThat(recipes.contents()).isEqualTo(staying);
        var refused =
                Letter.takeAll(queues).stream().collect(Collectors.toMap(letter -> letter.messageId(), Letter::code));
        codesByBody.forEach((body, code) -> assertThat(refused).as(body).containsEntry("bad" + body.hashCode(), code));
        assertThat(refused).hasSameSizeAs(codesByBody);
    }
}
