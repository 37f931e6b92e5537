package dev.afterdelete.wire.yaml;

import dev.afterdelete.fault.Quote;
import java.math.BigInteger;
import java.util.List;

/** A value in a YAML text, with its place. */
public sealed interface YamlNode {
    /** Where it begins. */
    Place place();

    /** What this is, as in "found a list". */
    String kind();

    /** Text, in quotes or plainly text. */
    record Text(String value, Place place) implements YamlNode {
        @Override
        public String kind() {
            return "the text " + Quote.of(value);
        }
    }

    /** A whole number. */
    record Whole(BigInteger value, Place place) implements YamlNode {
        @Override
        public String kind() {
            return "the number " + value;
        }
    }

    /** The word {@code true} or {@code false}. */
    record Flag(boolean value, Place place) implements YamlNode {
        @Override
        public String kind() {
            return Boolean.toString(value);
        }
    }

    /** No value. */
    record Nothing(Place place) implements YamlNode {
        @Override
        public String kind() {
            return "nothing";
        }
    }

    /**
     * Something without quotes that readers of YAML take for different things: {@code no}, {@code 010}, {@code 1e3}.
     */
    record Ambiguous(String written, Place place) implements YamlNode {
        @Override
        public String kind() {
            return written + ", which YAML readers take for different things (if it is a text, put it in quotes)";
        }
    }

    /** A list. */
    record Sequence(List<YamlNode> items, Place place) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return items.isEmpty() ? "an empty list" : "a list";
        }
    }

    /** A map, its entries as written, duplicates included. */
    record Mapping(List<Entry> entries, Place place) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return entries.isEmpty() ? "an empty map" : "a map";
        }
    }

    /** Something that has been noted as a mistake already; whoever meets it adds no second one. */
    record Mistaken(Place place) implements YamlNode {
        @Override
        public String kind() {
            return "a mistake";
        }
    }

    /** One key of a map and its value. */
    record Entry(YamlNode key, YamlNode value) {}
}
