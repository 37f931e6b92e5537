package dev.afterdelete.wire.declaration;

import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.yaml.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables of a declaration, as far as they are known while it is read. */
public final class Catalogue {
    private final LinkedHashMap<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> mistaken = new HashSet<>();

    /** Every table whose declaration holds no mistake, in order of appearance. */
    public List<Table> tables() {
        return List.copyOf(tables.sequencedValues());
    }

    /** The names of all tables that the declaration names, be they mistaken or not. */
    public Set<String> names() {
        var names = new LinkedHashSet<>(tables.sequencedKeySet());
        names.addAll(mistaken);
        return names;
    }

    /** The table of this name; empty when it is mistaken or not there. */
    public Optional<Table> find(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** Where each declared table is written, by name. */
    public Map<String, Place> places() {
        return Map.copyOf(places);
    }

    /** Enters a table that is declared. */
    void declare(Table table, Place place) {
        tables.put(table.name(), table);
        places.put(table.name(), place);
    }

    /** Remembers a table whose declaration holds a mistake, so that nothing is concluded from it. */
    void declareMistaken(String name) {
        mistaken.add(name);
    }

    /**
     * The table that a relation names: as declared, with the default key where it is not; empty when it is mistaken.
     */
    Optional<Table> refer(String name) {
        return mistaken.contains(name) ? Optional.empty() : Optional.of(tables.computeIfAbsent(name, Table::named));
    }
}
