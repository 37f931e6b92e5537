package dev.afterdelete.wire.yaml;

import dev.afterdelete.fault.Quote;
import dev.afterdelete.wire.yaml.YamlNode.Entry;
import dev.afterdelete.wire.yaml.YamlNode.Mapping;
import dev.afterdelete.wire.yaml.YamlNode.Mistaken;
import dev.afterdelete.wire.yaml.YamlNode.Nothing;
import dev.afterdelete.wire.yaml.YamlNode.Sequence;
import dev.afterdelete.wire.yaml.YamlNode.Text;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the one plain document of a YAML text: no anchors, aliases or tags, which a declaration has no need of. */
public final class YamlReader {
    private static final int MAX_DEPTH = 16;

    /** The parser takes the longer for a value the deeper it nests: what nests so deep is not read on. */
    private static final int ABSURD_DEPTH = 64;

    private final Iterator<Event> events;
    private final Mistakes mistakes;

    private YamlReader(Iterator<Event> events, Mistakes mistakes) {
        this.events = events;
        this.mistakes = mistakes;
    }

    /**
     * Reads a text.
     *
     * @param mistakes where mistakes are noted; a text that is not YAML is one
     * @return the document's value; empty when it has none
     */
    public static Optional<YamlNode> read(String yaml, Mistakes mistakes) {
        try {
            return new YamlReader(events(yaml), mistakes).document();
        } catch (AbsurdNesting noted) {
            return Optional.empty();
        } catch (MarkedYamlEngineException e) {
            mistakes.add(e.getProblemMark().map(YamlReader::place).orElse(Place.START), "not YAML: " + problem(e));
        } catch (ReaderException e) {
            mistakes.add(placeOf(e.getCodePoint(), yaml), "not YAML: the character U+%04X".formatted(e.getCodePoint()));
        } catch (YamlEngineException e) {
            mistakes.add(Place.START, "not YAML: " + Quote.of(String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    /** The parser reads the text in one piece: a character beyond U+FFFF across two of its buffers would end it. */
    private static Iterator<Event> events(String yaml) {
        var inOnePiece = LoadSettings.builder().setBufferSize(yaml.length() + 1).build();
        return new Parse(inOnePiece).parseString(yaml).iterator();
    }

    private Optional<YamlNode> document() {
        var documents = new ArrayList<YamlNode>();
        while (events.hasNext()) {
            if (events.next() instanceof NodeEvent root) {
                documents.add(value(root, 1));
            }
        }
        documents.stream()
                .skip(1)
                .forEach(more -> mistakes.add(more.place(), "another document begins; expected one in the file"));
        return documents.stream().findFirst().filter(value -> !(value instanceof Nothing));
    }

    /** The value that begins with {@code event}. */
    private YamlNode value(NodeEvent event, int depth) {
        var place = place(event);
        return switch (event) {
            case AliasEvent alias -> {
                mistakes.add(place, "the alias " + name(alias) + ": a declaration has no aliases; write the value out");
                yield new Mistaken(place);
            }
            case ScalarEvent scalar -> {
                refuseAnchorAndTag(event, scalar.getTag());
                yield scalar.isPlain() ? Scalars.plain(scalar.getValue(), place) : new Text(scalar.getValue(), place);
            }
            case CollectionStartEvent start -> {
                refuseAnchorAndTag(event, start.getTag());
                yield collection(start, depth);
            }
            default -> throw new AssertionError("no value begins with " + event);
        };
    }

    private YamlNode collection(CollectionStartEvent start, int depth) {
        var place = place(start);
        if (depth > MAX_DEPTH) {
            mistakes.add(place, "nests deeper than a declaration can");
            skip();
            return new Mistaken(place);
        }
        var values = new ArrayList<YamlNode>();
        while (events.next() instanceof NodeEvent event) {
            values.add(value(event, depth + 1));
        }
        return start instanceof MappingStartEvent ? mapping(values, place) : new Sequence(values, place);
    }

    private static Mapping mapping(List<YamlNode> keysAndValues, Place place) {
        var entries = new ArrayList<Entry>();
        for (var at = 0; at < keysAndValues.size(); at += 2) {
            entries.add(new Entry(keysAndValues.get(at), keysAndValues.get(at + 1)));
        }
        return new Mapping(entries, place);
    }

    private void skip() {
        for (var open = 1; open > 0; ) {
            var event = events.next();
            open += event instanceof CollectionStartEvent ? 1 : 0;
            open -= event instanceof CollectionEndEvent ? 1 : 0;
            if (open > ABSURD_DEPTH) {
                throw new AbsurdNesting();
            }
        }
    }

    /** Ends the reading of a text, of which a mistake is noted already. */
    private static final class AbsurdNesting extends RuntimeException {
        private static final long serialVersionUID = 1;

        AbsurdNesting() {
            super("nests too deep to be read on", null, false, false);
        }
    }

    private void refuseAnchorAndTag(NodeEvent event, Optional<String> tag) {
        if (event.getAnchor().isPresent()) {
            mistakes.add(place(event), "the anchor " + name(event) + ": a declaration has no anchors");
        }
        tag.ifPresent(named -> mistakes.add(
                place(event), "the tag " + Quote.of(named) + ": a declaration has no tags; write the plain value"));
    }

    private static String name(NodeEvent event) {
        return Quote.of(event.getAnchor().map(Anchor::getValue).orElse(""));
    }

    private static String problem(MarkedYamlEngineException e) {
        var context = e.getContext() == null ? "" : e.getContext() + ": ";
        return (context + e.getProblem()).replaceAll("\\R", " ");
    }

    /** Where a character stands first: the parser counts otherwise where characters beyond U+FFFF come before it. */
    private static Place placeOf(int character, String yaml) {
        var before = yaml.codePoints().takeWhile(other -> other != character).toArray();
        var line = 1;
        var column = 1;
        for (var codePoint : before) {
            column = codePoint == '\n' ? 1 : column + 1;
            line += codePoint == '\n' ? 1 : 0;
        }
        return new Place(line, column);
    }

    private static Place place(Event event) {
        return event.getStartMark().map(YamlReader::place).orElse(Place.START);
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
