package dev.afterdelete.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.afterdelete.fuzz.Fuzz;
import dev.afterdelete.lambda.ApiRequest.DeleteRow;
import dev.afterdelete.lambda.ApiRequest.Rejected;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever a request or an event holds, it is read, rejected, or {@link UnreadableEventException}; soon, too. */
class RequestFuzzTest {
    private static final int PART = 5;
    private static final List<Class<?>> TYPES =
            List.of(SQSEvent.class, APIGatewayV2HTTPEvent.class, ScheduledEvent.class);
    private static final List<String> EVENTS = List.of(SampleEvents.SQS, SampleEvents.HTTP, SampleEvents.SCHEDULE);
    private static final List<String> SHARDS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\u",
            "\\ud800",
            "null",
            "true",
            "1e999999999",
            "-",
            "99999999999999999999",
            "NaN",
            "{}",
            "[]",
            "\"Records\":",
            "\"body\":",
            "\"messageAttributes\":",
            "\"binaryValue\":",
            "\"detail\":",
            "\"time\":",
            "\"requestContext\":",
            "\u0000",
            "\ufeff",
            "\ud83c",
            "[".repeat(2_000),
            "{\"a\":".repeat(500),
            "9".repeat(2_000),
            "x".repeat(5_000));
    private static final List<String> PATH_SHARDS = List.of(
            "/",
            "//",
            "recipes",
            "123",
            ",",
            "%",
            "%2F",
            "%00",
            "..",
            ".",
            ";",
            "?",
            "#",
            "prod",
            "a,b",
            " ",
            "\u0000",
            "🍲",
            "\ud83c",
            "-1",
            "x".repeat(9_000));

    private final EventSerializer serializer = new EventSerializer();

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void everyEventIsReadOrUnreadable(@ForAll long seed) {
        var random = new SplittableRandom(seed);
        for (var input = 0; input < Fuzz.inputsATry(PART); input++) {
            var kind = random.nextInt(TYPES.size());
            var type = TYPES.get(kind);
            Fuzz.check(
                    mutated(EVENTS.get(kind), random),
                    json -> Fuzz.outcome(() -> serializer.<Object>fromJson(json, type), UnreadableEventException.class),
                    end -> assertThat(end).isInstanceOfAny(type, UnreadableEventException.class));
        }
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void everyPathNamesARowOrIsRejected(@ForAll long seed) {
        var random = new SplittableRandom(seed);
        for (var input = 0; input < Fuzz.inputsATry(PART); input++) {
            var path = IntStream.range(0, random.nextInt(1, 9))
                    .mapToObj(_ -> PATH_SHARDS.get(random.nextInt(PATH_SHARDS.size())))
                    .collect(Collectors.joining(random.nextBoolean() ? "/" : "", random.nextBoolean() ? "/" : "", ""));
            Fuzz.check(path, RequestFuzzTest::request, request -> requireRowOrRejection(path, request));
        }
    }

    private static ApiRequest request(String path) {
        var http = new APIGatewayV2HTTPEvent.RequestContext.Http();
        http.setMethod("DELETE");
        var context = new APIGatewayV2HTTPEvent.RequestContext();
        context.setStage("prod");
        context.setHttp(http);
        var event = new APIGatewayV2HTTPEvent();
        event.setRawPath(path);
        event.setRequestContext(context);
        return ApiRequest.parse(event);
    }

    private static void requireRowOrRejection(String path, ApiRequest request) {
        switch (request) {
            case DeleteRow(var table, var parts, var _) -> {
                assertThat(path)
                        .endsWith("/" + table + "/" + String.join(",", parts))
                        .doesNotContain("%");
                assertThat(table).isNotEmpty().doesNotContain("/");
            }
            case Rejected(var problem) -> assertThat(problem).isNotNull();
        }
    }

    private static String mutated(String json, SplittableRandom random) {
        var text = new StringBuilder(json);
        for (var changes = random.nextInt(5); changes > 0; changes--) {
            var at = random.nextInt(text.length() + 1);
            var end = Math.min(text.length(), at + random.nextInt(1, 30));
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
