package dev.afterdelete.wire.declaration;

import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import dev.afterdelete.graph.Identifiers;
import dev.afterdelete.wire.yaml.Mistakes;
import dev.afterdelete.wire.yaml.Place;
import dev.afterdelete.wire.yaml.YamlNode;
import dev.afterdelete.wire.yaml.YamlNode.Flag;
import dev.afterdelete.wire.yaml.YamlNode.Mapping;
import dev.afterdelete.wire.yaml.YamlNode.Mistaken;
import dev.afterdelete.wire.yaml.YamlNode.Sequence;
import dev.afterdelete.wire.yaml.YamlNode.Text;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Takes values for what the grammar expects in their place; what does not fit is a mistake, and then empty. */
public final class Values {
    private final Mistakes mistakes;

    /** Notes mistakes in {@code mistakes}. */
    public Values(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** The value as a map. */
    public Optional<Mapping> mapping(YamlNode node, String expected) {
        if (node instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        wrong(node, expected);
        return Optional.empty();
    }

    /** The value as the name of a table or column; dots only join the two. */
    public Optional<String> identifier(YamlNode node, String expected) {
        if (node instanceof Text(var name, var _) && Identifiers.isIdentifier(name) && name.indexOf('.') < 0) {
            return Optional.of(name);
        }
        wrong(node, expected + " (1 to %d characters, no dot)".formatted(Identifiers.MAX_LENGTH));
        return Optional.empty();
    }

    /** Notes that a value is not what is expected in its place. */
    public void wrong(YamlNode node, String expected) {
        if (!(node instanceof Mistaken)) {
            mistakes.add(node.place(), "expected %s, found %s".formatted(expected, node.kind()));
        }
    }

    Mistakes mistakes() {
        return mistakes;
    }

    void mistake(Place place, String text) {
        mistakes.add(place, text);
    }

    Optional<List<YamlNode>> items(YamlNode node, String expected) {
        if (node instanceof Sequence(var items, var _) && !items.isEmpty()) {
            return Optional.of(items);
        }
        wrong(node, expected);
        return Optional.empty();
    }

    Optional<Boolean> flag(YamlNode node) {
        if (node instanceof Flag(var value, var _)) {
            return Optional.of(value);
        }
        wrong(node, "true or false");
        return Optional.empty();
    }

    /** The meaning of a value that is one of the {@code known} words. */
    <T> Optional<T> word(YamlNode node, SequencedMap<String, T> known) {
        var expected = String.join(" or ", known.sequencedKeySet());
        if (!(node instanceof Text(var word, var place))) {
            wrong(node, expected);
            return Optional.empty();
        }
        if (!known.containsKey(word)) {
            mistakes.add(
                    place,
                    "expected %s, found %s%s"
                            .formatted(expected, Quote.of(word), Spelling.hint(word, known.sequencedKeySet())));
        }
        return Optional.ofNullable(known.get(word));
    }
}
