package dev.afterdelete.wire.declaration;

import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnUpdate;
import dev.afterdelete.wire.declaration.RelationSketch.Written;
import dev.afterdelete.wire.yaml.Place;
import dev.afterdelete.wire.yaml.YamlNode;
import dev.afterdelete.wire.yaml.YamlNode.Mapping;
import dev.afterdelete.wire.yaml.YamlNode.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** Reads the referential actions of a relation. */
public final class ActionReader {
    /** The word that stands where a person has to decide; {@code infer} writes it. */
    static final String UNDECIDED = "undecided";

    private static final String SET_NULL = "set_null";
    private static final SequencedMap<String, Function<Place, ActionSketch>> ON_DELETE = new LinkedHashMap<>();
    private static final SequencedMap<String, OnUpdate> ON_UPDATE = new LinkedHashMap<>();

    static {
        ON_DELETE.put("cascade", place -> new ActionSketch.Plain(new OnDelete.Cascade(), place));
        ON_DELETE.put(SET_NULL, place -> new ActionSketch.Nulls(List.of(), place));
        ON_DELETE.put("set_default", ActionSketch.Default::new);
        ON_DELETE.put("restrict", place -> new ActionSketch.Plain(new OnDelete.Restrict(), place));
        ON_DELETE.put("no_action", place -> new ActionSketch.Plain(new OnDelete.Restrict(), place));
        ON_DELETE.put("do_nothing", place -> new ActionSketch.Plain(new OnDelete.DoNothing(), place));
        ON_UPDATE.put("cascade", OnUpdate.CASCADE);
        ON_UPDATE.put(SET_NULL, OnUpdate.SET_NULL);
        ON_UPDATE.put("restrict", OnUpdate.RESTRICT);
        ON_UPDATE.put("no_action", OnUpdate.RESTRICT);
        ON_UPDATE.put("do_nothing", OnUpdate.DO_NOTHING);
    }

    private final Values values;

    ActionReader(Values values) {
        this.values = values;
    }

    /** The words of {@code onDelete}, as a sentence names them. */
    public static String words() {
        return String.join(" or ", ON_DELETE.sequencedKeySet());
    }

    /** What happens when the parent row goes; empty after a mistake. */
    Optional<ActionSketch> onDelete(YamlNode node) {
        return switch (node) {
            case Mapping mapping -> nulls(mapping);
            case Text(var word, var place)
            when word.equals(UNDECIDED) -> Optional.of(new ActionSketch.Undecided(place));
            case YamlNode word -> values.word(word, ON_DELETE).map(action -> action.apply(word.place()));
        };
    }

    /** What happens when the parent's columns change; empty after a mistake. */
    Optional<Written<OnUpdate>> onUpdate(YamlNode node) {
        return values.word(node, ON_UPDATE).map(action -> new Written<>(action, node.place()));
    }

    /** {@code { set_null: [columns] }}. */
    private Optional<ActionSketch> nulls(Mapping mapping) {
        if (mapping.entries().size() != 1
                || !(mapping.entries().getFirst().key() instanceof Text(var word, var _))
                || !word.equals(SET_NULL)) {
            values.wrong(mapping, words() + ", or { set_null: [COLUMN] }");
            return Optional.empty();
        }
        var before = values.mistakes().count();
        var columns = values
                .items(mapping.entries().getFirst().value(), "a list of columns of the reference")
                .orElse(List.of())
                .stream()
                .flatMap(
                        item -> values
                                .identifier(item, "the name of a column")
                                .map(name -> new Written<>(name, item.place()))
                                .stream())
                .toList();
        return values.mistakes().count() == before
                ? Optional.of(new ActionSketch.Nulls(columns, mapping.place()))
                : Optional.empty();
    }
}
