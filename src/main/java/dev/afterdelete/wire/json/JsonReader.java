package dev.afterdelete.wire.json;

import static dev.afterdelete.fault.FaultCode.DUPLICATE_FIELD;
import static dev.afterdelete.fault.FaultCode.INVALID_FIELD;
import static dev.afterdelete.fault.FaultCode.MALFORMED_JSON;
import static dev.afterdelete.fault.FaultCode.NESTING_TOO_DEEP;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.fault.Quote;
import dev.afterdelete.wire.json.JsonValue.Members;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one JSON object that a body must be. Costs at most a small multiple of the body's length, whatever it
 * holds: nesting is bounded, and numbers stay text.
 */
public final class JsonReader {
    /** How deep a body may nest; its own object counts. */
    public static final int MAX_DEPTH = 4;

    /** How deep a body may nest inside its {@code carried} field; the body's own object counts. */
    public static final int MAX_CARRIED_DEPTH = 64;

    /** Most objects have fewer fields than a map makes room for. */
    private static final int FEW = 4;

    private static final String EXPECTED = "; expected one JSON object such as {\"id\": 123, \"action\": \"deleted\"}";

    // Canonical names would be kept in a table that all parsers share, where a body could make them collide.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_CARRIED_DEPTH + 1)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final String body;
    private final Limits limits;
    private final JsonParser parser;
    private int values;

    private JsonReader(String body, Limits limits, JsonParser parser) {
        this.body = body;
        this.limits = limits;
        this.parser = parser;
    }

    /**
     * What a body may hold.
     *
     * @param carried the field of the body's object that may nest deeper and hold as much as it likes, because nobody
     *     looks into it
     * @param mostValues how many values there may be elsewhere, those that hold others included
     */
    public record Limits(String carried, int mostValues) {}

    /**
     * Reads a body.
     *
     * @param body of bounded length
     * @param limits what else bounds it
     * @throws FaultException permanent: it is not exactly one JSON object within the bounds, or names a field twice
     */
    public static Members read(String body, Limits limits) {
        if (!Utf8.canHold(body)) {
            throw halfCharacter();
        }
        try (var parser = FACTORY.createParser(body)) {
            return new JsonReader(body, limits, parser).document();
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (IOException e) {
            throw new AssertionError("a body in memory can be read", e);
        }
    }

    private Members document() throws IOException {
        var first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw FaultException.of(MALFORMED_JSON, "the body is JSON, but not an object" + EXPECTED);
        }
        var document = members(1);
        if (parser.nextToken() != null) {
            throw FaultException.of(MALFORMED_JSON, "something follows the JSON object" + EXPECTED);
        }
        return document;
    }

    private Members members(int depth) throws IOException {
        var fields = new LinkedHashMap<String, JsonValue>(FEW);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = wellFormed(parser.currentName());
            parser.nextToken();
            var value = depth == 1 && name.equals(limits.carried()) ? carried() : value(depth);
            if (fields.put(name, value) != null) {
                throw twice(name);
            }
        }
        return new Members(fields, "");
    }

    private JsonValue.Elements elements(int depth) throws IOException {
        var values = new ArrayList<JsonValue>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(depth));
        }
        return new JsonValue.Elements(values);
    }

    /** The value whose first token is the current one, within a container at {@code depth}. */
    private JsonValue value(int depth) throws IOException {
        var token = parser.currentToken();
        if (token.isStructStart() && depth == MAX_DEPTH) {
            throw tooDeep(MAX_DEPTH);
        }
        if (++values > limits.mostValues()) {
            throw FaultException.of(
                    INVALID_FIELD,
                    "the body holds more values than a message can; expected at most " + limits.mostValues());
        }
        return switch (token) {
            case START_OBJECT -> members(depth + 1);
            case START_ARRAY -> elements(depth + 1);
            default -> scalar(token);
        };
    }

    private JsonValue scalar(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> new JsonValue.Text(wellFormed(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Numeral(parser.getText());
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> new JsonValue.Word(parser.getText());
            case START_OBJECT, START_ARRAY, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new AssertionError("no value begins with " + token);
        };
    }

    /** The value of the carried field: an object is looked through, and kept only as it was written. */
    private JsonValue carried() throws IOException {
        var token = parser.currentToken();
        if (!token.isStructStart()) {
            return scalar(token);
        }
        var start = (int) parser.currentTokenLocation().getCharOffset();
        skim(2);
        var end = (int) parser.currentTokenLocation().getCharOffset() + 1;
        return token == JsonToken.START_ARRAY
                ? new JsonValue.Elements(List.of())
                : new Members(new LinkedHashMap<>(), body.substring(start, end));
    }

    /** Looks through the container that begins here, at {@code depth}. */
    private void skim(int depth) throws IOException {
        if (depth > MAX_CARRIED_DEPTH) {
            throw tooDeep(MAX_CARRIED_DEPTH);
        }
        Set<String> names = parser.isExpectedStartArrayToken() ? Set.of() : new HashSet<>(FEW);
        for (var token = parser.nextToken(); !token.isStructEnd(); token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME && !names.add(wellFormed(parser.currentName()))) {
                throw twice(parser.currentName());
            }
            if (token == JsonToken.VALUE_STRING) {
                requireWellFormed(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            }
            if (token.isStructStart()) {
                skim(depth + 1);
            }
        }
    }

    private static FaultException twice(String name) {
        return FaultException.of(DUPLICATE_FIELD, "the field %s stands twice in one object".formatted(Quote.of(name)));
    }

    private static void requireWellFormed(char[] text, int from, int length) {
        var openPair = false;
        for (var at = from; at < from + length; at++) {
            if (Character.isLowSurrogate(text[at]) != openPair) {
                throw halfCharacter();
            }
            openPair = Character.isHighSurrogate(text[at]);
        }
        if (openPair) {
            throw halfCharacter();
        }
    }

    private static String wellFormed(@Nullable String text) {
        if (text == null || !Utf8.canHold(text)) {
            throw halfCharacter();
        }
        return text;
    }

    private static FaultException halfCharacter() {
        return FaultException.of(
                MALFORMED_JSON, "the body holds half of a surrogate pair, which is no character; expected UTF-8");
    }

    private FaultException tooDeep(int maxDepth) {
        return FaultException.of(
                NESTING_TOO_DEEP,
                "the body nests deeper than %d; expected at most %d levels, and %d within \"%s\""
                        .formatted(maxDepth, MAX_DEPTH, MAX_CARRIED_DEPTH, limits.carried()));
    }

    private static FaultException notJson(JsonProcessingException e) {
        var place = e.getLocation();
        var where = place == null ? "" : " at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
        return FaultException.of(MALFORMED_JSON, "the body stops being JSON" + where + EXPECTED);
    }
}
