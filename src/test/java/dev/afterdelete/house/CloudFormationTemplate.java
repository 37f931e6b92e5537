package dev.afterdelete.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A CloudFormation template as written, nothing of it resolved: {@code !Ref X} reads as {@code {Ref: X}}, {@code !Sub
 * X} as {@code {Fn::Sub: X}}.
 *
 * @param text the YAML
 * @param root what it says
 */
record CloudFormationTemplate(String text, Map<?, ?> root) {
    static CloudFormationTemplate read(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CloudFormationTemplate of(String text) {
        var settings = LoadSettings.builder().build();
        return new CloudFormationTemplate(
                text, (Map<?, ?>) new Load(settings, new Intrinsics(settings)).loadFromString(text));
    }

    /** This template with one thing changed; {@code from} stands in it exactly once. */
    CloudFormationTemplate with(String from, String to) {
        var first = text.indexOf(from);
        if (first < 0 || text.indexOf(from, first + 1) >= 0) {
            throw new IllegalArgumentException("does not stand in the template exactly once: " + from);
        }
        return of(text.replace(from, to));
    }

    /** What stands at a path of names; empty where there is nothing. */
    Optional<Object> at(Object... path) {
        Object place = root;
        for (var name : path) {
            place = place instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return Optional.ofNullable(place);
    }

    Map<?, ?> mapAt(Object... path) {
        return (Map<?, ?>) at(path).orElse(Map.of());
    }

    List<?> listAt(Object... path) {
        return (List<?>) at(path).orElse(List.of());
    }

    long numberAt(Object... path) {
        return Long.parseLong(at(path).orElseThrow().toString());
    }

    /** The logical ids of all resources of a type. */
    List<String> resources(String type) {
        return mapAt("Resources").keySet().stream()
                .map(String.class::cast)
                .filter(id -> at("Resources", id, "Type").equals(Optional.of(type)))
                .toList();
    }

    private static final class Intrinsics extends StandardConstructor {
        Intrinsics(LoadSettings settings) {
            super(settings);
        }

        @Override
        protected Optional<ConstructNode> findConstructorFor(Node node) {
            var tag = node.getTag().getValue();
            if (tag.matches("![A-Za-z]+")) {
                return Optional.of(tagged -> Map.of(functionNamed(tag.substring(1)), argumentOf(tagged)));
            }
            return super.findConstructorFor(node);
        }

        private static String functionNamed(String tag) {
            return tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag;
        }

        private Object argumentOf(Node node) {
            return switch (node) {
                case ScalarNode scalar -> constructScalar(scalar);
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new IllegalArgumentException("not an argument: " + node);
            };
        }
    }
}
