package dev.afterdelete.aws;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Texts as attributes of a message.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SQS
 *     SendMessage: the characters of a message</a>
 */
final class SqsAttributes {
    private static final int REPLACEMENT = 0xFFFD;

    private SqsAttributes() {}

    /** Each text, none of them empty, under its name, with what SQS does not accept in it replaced. */
    static Map<String, MessageAttributeValue> of(Map<String, String> texts) {
        var attributes = new TreeMap<String, MessageAttributeValue>();
        texts.forEach((name, text) -> attributes.put(name, text(acceptable(text))));
        return attributes;
    }

    /** At most {@code length} characters of {@code text}, none of them half of a surrogate pair. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "…";
    }

    /** The text with U+FFFD for each character that SQS does not accept. */
    private static String acceptable(String text) {
        var kept = new StringBuilder(text.length());
        text.codePoints().forEach(character -> kept.appendCodePoint(isAccepted(character) ? character : REPLACEMENT));
        return kept.toString();
    }

    private static boolean isAccepted(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= ' ' && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
