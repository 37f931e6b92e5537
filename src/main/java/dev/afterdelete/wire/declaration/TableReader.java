package dev.afterdelete.wire.declaration;

import dev.afterdelete.fault.Quote;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.OnLiveParent;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.yaml.YamlNode;
import dev.afterdelete.wire.yaml.YamlNode.Mapping;
import dev.afterdelete.wire.yaml.YamlNode.Nothing;
import dev.afterdelete.wire.yaml.YamlNode.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Reads the {@code tables} of a declaration. */
public final class TableReader {
    private static final Vocabulary WORDS = new Vocabulary(
            "a table",
            List.of(
                    "key",
                    "unique",
                    "softDelete",
                    "grace",
                    "onLiveParent",
                    "createdAt",
                    "cap",
                    "zeroKey",
                    "api",
                    "shardBy"),
            List.of());
    private static final SequencedMap<String, OnLiveParent> ON_LIVE_PARENT = new LinkedHashMap<>();

    static {
        ON_LIVE_PARENT.put("delete", OnLiveParent.DELETE);
        ON_LIVE_PARENT.put("refuse", OnLiveParent.REFUSE);
    }

    private final Values values;
    private final Catalogue catalogue;
    private final KeyColumnsReader keys;
    private final SoftDeleteReader softDeletes;
    private final SafeguardReader safeguards;

    /** Enters the tables in {@code catalogue}. */
    public TableReader(Values values, Catalogue catalogue) {
        this.values = values;
        this.catalogue = catalogue;
        this.keys = new KeyColumnsReader(values);
        this.softDeletes = new SoftDeleteReader(values);
        this.safeguards = new SafeguardReader(values);
    }

    /** Reads the map of all tables. */
    public void readAll(YamlNode node) {
        values.mapping(node, "a map of tables")
                .ifPresent(mapping ->
                        Fields.distinct(mapping, "the name of a table", values).forEach(this::read));
    }

    private void read(Text name, YamlNode node) {
        var before = values.mistakes().count();
        var table = values.identifier(name, "the name of a table").flatMap(known -> table(known, node));
        if (table.isPresent() && values.mistakes().count() == before) {
            catalogue.declare(table.get(), name.place());
        } else {
            catalogue.declareMistaken(name.value());
        }
    }

    /** Empty after a mistake; present beside one, too, but then of no use. */
    private Optional<Table> table(String name, YamlNode node) {
        return node instanceof Nothing
                ? Optional.of(Table.named(name))
                : values.mapping(node, "a map of what is declared about table " + Quote.of(name))
                        .flatMap(mapping -> declared(name, mapping));
    }

    private Optional<Table> declared(String name, Mapping mapping) {
        var fields = Fields.of(mapping, WORDS, values.mistakes());
        var key = fields.find("key")
                .map(keys::read)
                .orElseGet(() -> Optional.of(Table.named("any").key()));
        var unique = fields.find("unique")
                .map(node -> key.flatMap(columns -> keys.readBeside(columns, node)))
                .orElseGet(() -> Optional.of(List.of()));
        var softDelete =
                safeguards.withGrace(fields, fields.find("softDelete").flatMap(node -> softDeletes.read(node, key)));
        var onLiveParent = fields.find("onLiveParent").flatMap(node -> values.word(node, ON_LIVE_PARENT));
        var traits = traits(fields, key.orElse(List.of()), unique.orElse(List.of()));
        return key.flatMap(columns -> unique.map(beside ->
                new Table(name, columns, beside, softDelete, onLiveParent.orElse(OnLiveParent.DELETE), traits)));
    }

    private Table.Traits traits(Fields fields, List<KeyColumn> key, List<KeyColumn> unique) {
        var known = Stream.concat(key.stream(), unique.stream()).toList();
        var zeroKey = fields.find("zeroKey").flatMap(values::flag);
        var api = fields.find("api").flatMap(values::flag);
        return new Table.Traits(
                zeroKey.orElse(false),
                api.orElse(false),
                safeguards.createdAt(fields),
                safeguards.cap(fields),
                fields.find("shardBy").flatMap(node -> keys.readShard(known, node)));
    }
}
