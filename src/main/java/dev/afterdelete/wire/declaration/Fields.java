package dev.afterdelete.wire.declaration;

import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import dev.afterdelete.wire.yaml.Mistakes;
import dev.afterdelete.wire.yaml.YamlNode;
import dev.afterdelete.wire.yaml.YamlNode.Mapping;
import dev.afterdelete.wire.yaml.YamlNode.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of one map of a declaration, each at most once, none that its vocabulary does not have. */
public final class Fields {
    private final Mapping mapping;
    private final Vocabulary vocabulary;
    private final Mistakes mistakes;
    private final Map<String, YamlNode> values;

    private Fields(Mapping mapping, Vocabulary vocabulary, Mistakes mistakes) {
        this.mapping = mapping;
        this.vocabulary = vocabulary;
        this.mistakes = mistakes;
        this.values = distinct(mapping, "the name of a field", new Values(mistakes)).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().value(), Map.Entry::getValue));
    }

    /** Takes the fields of a map; unknown ones are mistakes. */
    public static Fields of(Mapping mapping, Vocabulary vocabulary, Mistakes mistakes) {
        var fields = new Fields(mapping, vocabulary, mistakes);
        mapping.entries().forEach(entry -> fields.refuseUnknown(entry.key()));
        return fields;
    }

    /** The value of a field, if it stands there. */
    public Optional<YamlNode> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value of a field whose absence is a mistake. */
    public Optional<YamlNode> require(String name, String expected) {
        if (!values.containsKey(name)) {
            mistakes.add(
                    mapping.place(),
                    "%s needs %s: expected %s".formatted(vocabulary.owner(), Quote.of(name), expected));
        }
        return find(name);
    }

    /** The entries of a map whose keys are names: each key once, with the value that it had first. */
    static Map<Text, YamlNode> distinct(Mapping mapping, String expected, Values values) {
        var named = new LinkedHashMap<String, Text>();
        var distinct = new LinkedHashMap<Text, YamlNode>();
        for (var entry : mapping.entries()) {
            if (!(entry.key() instanceof Text key)) {
                values.wrong(entry.key(), expected);
                continue;
            }
            var first = named.putIfAbsent(key.value(), key);
            if (first == null) {
                distinct.put(key, entry.value());
            } else {
                values.mistake(
                        key.place(),
                        "%s stands here already at line %d"
                                .formatted(Quote.of(key.value()), first.place().line()));
            }
        }
        return distinct;
    }

    private void refuseUnknown(YamlNode key) {
        if (!(key instanceof Text(var name, var place)) || vocabulary.words().contains(name)) {
            return;
        }
        if (vocabulary.later().contains(name)) {
            mistakes.add(place, name + Vocabulary.NOT_YET);
            return;
        }
        var near = Stream.concat(vocabulary.words().stream(), vocabulary.later().stream())
                .toList();
        mistakes.add(
                place,
                "%s has no field %s, only %s%s"
                        .formatted(
                                vocabulary.owner(),
                                Quote.of(name),
                                String.join(", ", vocabulary.words()),
                                Spelling.hint(name, near)));
    }
}
