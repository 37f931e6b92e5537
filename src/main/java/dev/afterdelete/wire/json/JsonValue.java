package dev.afterdelete.wire.json;

import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;

/** A JSON value as it was written; nothing is converted. */
public sealed interface JsonValue {
    /** What this is, as in "found a number". */
    String kind();

    /** A string, its escapes resolved; every surrogate has its partner. */
    record Text(String value) implements JsonValue {
        @Override
        public String kind() {
            return "a text";
        }
    }

    /** A number, digit by digit: {@code 1e2} and {@code 100} are two. */
    record Numeral(String literal) implements JsonValue {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** One of the words {@code true}, {@code false} and {@code null}. */
    record Word(String word) implements JsonValue {
        @Override
        public String kind() {
            return word;
        }
    }

    /** An array. */
    record Elements(List<JsonValue> values) implements JsonValue {
        public Elements {
            values = List.copyOf(values);
        }

        @Override
        public String kind() {
            return "an array";
        }
    }

    /**
     * An object, its fields in written order.
     *
     * @param fields all of them, none copied; empty where nobody looks into it
     * @param source exactly as it was written, where nobody looks into it; empty otherwise
     */
    record Members(SequencedMap<String, JsonValue> fields, String source) implements JsonValue {
        public Members {
            fields = Collections.unmodifiableSequencedMap(fields);
        }

        @Override
        public String kind() {
            return "an object";
        }
    }
}
