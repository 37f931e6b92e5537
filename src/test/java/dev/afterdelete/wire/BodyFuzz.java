package dev.afterdelete.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bodies that nobody should send: noise, messages that broke on their way, and such as were made to hurt. */
final class BodyFuzz {
    private static final int KIBIBYTE = 1_024;
    private static final List<String> SHARDS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u",
            "\\ud800",
            "\\u0000",
            "null",
            "true",
            "0",
            "-0",
            "-",
            "1e2",
            "1E+999999999",
            "0.1e-400",
            "18446744073709551616",
            "NaN",
            "Infinity",
            "-Infinity",
            "0x10",
            "01",
            "+1",
            "1_000",
            "'",
            "/*",
            "//",
            "#",
            "\ufeff",
            "\ufffd",
            "\u0000",
            "\u001f",
            "\u2028",
            "\ud83c",
            "\udf72",
            "🍲",
            "\uffff",
            "\n",
            "\r",
            "\t",
            " ",
            "\u00a0",
            "\"id\":",
            "\"ids\":",
            "\"action\":",
            "\"deleted\"",
            "\"updated\"",
            "\"table\":",
            "\"previous\":",
            "\"copied\":",
            "\"meta\":",
            "\"outbox\":",
            "\"turn\":",
            "\"path\":",
            "\"at\":",
            "\"tenant\":",
            "\"cascade\":",
            "\"Type\":\"Notification\",\"TopicArn\":\"arn\",",
            "{}",
            "[]",
            "{\"id\":1}");

    private final SplittableRandom random;
    private final MessageSamples samples;
    private final JsonMessageFormat format;

    BodyFuzz(SplittableRandom random, JsonMessageFormat format) {
        this.random = random;
        this.samples = new MessageSamples(random);
        this.format = format;
    }

    String next() {
        return switch (random.nextInt(400)) {
            case 0 -> large();
            case 1 -> format.write(samples.next());
            default -> small();
        };
    }

    private String small() {
        return switch (random.nextInt(10)) {
            case 0 -> bytes();
            case 1 -> shards();
            case 2 -> nested();
            case 3 -> withNumber();
            case 4 -> twoOfAField();
            case 5 -> spliced();
            case 6 -> sns();
            case 7 -> bytesFlipped();
            default -> mutated(message());
        };
    }

    private String message() {
        return format.write(samples.nextSmall());
    }

    private String bytes() {
        var bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16);
    }

    private String shards() {
        return IntStream.range(0, random.nextInt(30))
                .mapToObj(_ -> oneOf(SHARDS))
                .collect(Collectors.joining());
    }

    private String nested() {
        var depth = random.nextInt(1, 200);
        var open = random.nextBoolean() ? "[" : "{\"a\":";
        var close = open.equals("[") ? "]" : "}";
        var value = open.repeat(depth) + "1" + close.repeat(random.nextInt(4) == 0 ? depth - 1 : depth);
        return with(oneOf(List.of("meta", "id", "ids", "previous", "unknown")), value);
    }

    private String withNumber() {
        var digits = "9".repeat(random.nextInt(1, 500));
        var number = oneOf(
                List.of(digits, "-" + digits, "0." + digits, "1e" + digits, digits + "E-" + digits, "0" + digits));
        return with(oneOf(List.of("id", "outbox", "turn", "meta", "copied", "at")), number);
    }

    private String with(String field, String value) {
        var message = message();
        return "{\"%s\":%s,%s".formatted(field, value, message.substring(1));
    }

    private String twoOfAField() {
        var message = message();
        return mutated(
                message.substring(0, message.length() - 1) + "," + message().substring(1));
    }

    private String spliced() {
        var one = message();
        var other = message();
        return one.substring(0, random.nextInt(one.length() + 1)) + other.substring(random.nextInt(other.length() + 1));
    }

    private String sns() {
        return mutated(
                "{\"Type\":\"Notification\",\"MessageId\":\"1\",\"TopicArn\":\"arn:aws:sns:eu:1:t\",\"Message\":\"%s\"}"
                        .formatted(message().replace("\\", "\\\\").replace("\"", "\\\"")));
    }

    private String bytesFlipped() {
        var bytes = message().getBytes(StandardCharsets.UTF_8);
        for (var flips = random.nextInt(1, 4); flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String mutated(String body) {
        var text = new StringBuilder(body);
        for (var changes = random.nextInt(4); changes > 0; changes--) {
            var at = random.nextInt(text.length() + 1);
            var end = Math.min(text.length(), at + random.nextInt(1, 8));
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, oneOf(SHARDS));
                case 1 -> text.delete(at, end);
                case 2 -> text.replace(at, end, oneOf(SHARDS));
                case 3 -> text.append(text, 0, at);
                default -> text.insert(at, text.substring(at, end));
            }
        }
        return text.toString();
    }

    /** From half the longest body to a little over it, of whatever costs most to read. */
    private String large() {
        var bytes = random.nextInt(128 * KIBIBYTE, 258 * KIBIBYTE);
        return switch (random.nextInt(12)) {
            case 0 -> with("meta", "{\"s\":\"" + "x".repeat(bytes) + "\"}");
            case 1 -> with("meta", numbered("\"%x\":1", bytes, "{", "}"));
            case 2 -> with("meta", "{\"a\":" + repeated("[],", bytes, "[", "[]]") + "}");
            case 3 -> with("ids", repeated("1,", bytes, "[", "1]"));
            case 4 -> with("ids", repeated("{\"a\":1},", bytes, "[", "{}]"));
            case 5 -> with("id", numbered("\"%x\":1", bytes, "{", "}"));
            case 6 -> numbered("\"%x\":1", bytes, "{", "}");
            case 7 -> with("id", "\"" + "\\u0041".repeat(bytes / 6) + "\"");
            case 8 -> with("id", "9".repeat(bytes));
            case 9 -> with("path", "\"" + "A".repeat(bytes) + "\"");
            case 10 -> "[".repeat(bytes);
            default -> with("meta", "{\"s\":\"" + "🍲".repeat(bytes / 4) + "\"}");
        };
    }

    private static String repeated(String part, int bytes, String open, String close) {
        return open + part.repeat(bytes / part.length()) + close;
    }

    private static String numbered(String form, int bytes, String open, String close) {
        var text = new StringBuilder(open);
        for (var number = 0; text.length() < bytes; number++) {
            text.append(number == 0 ? "" : ",").append(form.formatted(number));
        }
        return text.append(close).toString();
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
