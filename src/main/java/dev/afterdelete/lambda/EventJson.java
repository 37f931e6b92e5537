package dev.afterdelete.lambda;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shapes that the values of an event have. Each method reads the value at which the parser stands, to its last
 * token.
 */
public final class EventJson {
    private EventJson() {}

    /** Text; numbers and truth values as they are spelled; null for null. */
    public static @Nullable String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        requireScalar(parser, "text");
        return parser.getText();
    }

    /** A truth value, or false where there is none. */
    public static boolean flag(JsonParser parser) throws IOException {
        requireScalar(parser, "true or false");
        return parser.getValueAsBoolean();
    }

    /** A whole number, or zero where there is none. */
    static long number(JsonParser parser) throws IOException {
        requireScalar(parser, "a number");
        return parser.getValueAsLong();
    }

    /** A list of texts, or null. */
    static @Nullable List<@Nullable String> texts(JsonParser parser) throws IOException {
        if (!isStart(parser, JsonToken.START_ARRAY, "a list of texts")) {
            return null;
        }
        var texts = new ArrayList<@Nullable String>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(parser));
        }
        return texts;
    }

    /** An object whose values are texts, in its own order, or null. */
    static @Nullable Map<String, @Nullable String> textByName(JsonParser parser) throws IOException {
        if (!isObject(parser)) {
            return null;
        }
        var texts = new LinkedHashMap<String, @Nullable String>();
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            texts.put(name, text(parser));
        }
        return texts;
    }

    /** Whether an object begins here; false for null, and nothing else may stand here. */
    public static boolean isObject(JsonParser parser) throws IOException {
        return isStart(parser, JsonToken.START_OBJECT, "an object");
    }

    /** Whether a list begins here; false for null, and nothing else may stand here. */
    public static boolean isList(JsonParser parser) throws IOException {
        return isStart(parser, JsonToken.START_ARRAY, "a list");
    }

    /** Requires that an object begins here. */
    public static void requireObject(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw unexpected(parser, "an object");
        }
    }

    private static void requireScalar(JsonParser parser, String expected) throws IOException {
        if (!parser.currentToken().isScalarValue()) {
            throw unexpected(parser, expected);
        }
    }

    private static boolean isStart(JsonParser parser, JsonToken start, String expected) throws IOException {
        if (parser.currentToken() == start) {
            return true;
        }
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return false;
        }
        throw unexpected(parser, expected);
    }

    private static JsonParseException unexpected(JsonParser parser, String expected) throws IOException {
        var found = parser.currentToken() == null
                ? "nothing"
                : parser.currentToken().toString();
        return new JsonParseException(
                parser,
                "expected " + expected + " at " + parser.getParsingContext().pathAsPointer() + ", found " + found);
    }
}
