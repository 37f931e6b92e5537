package dev.afterdelete.gate;

import dev.afterdelete.graph.Table;
import java.util.List;
import java.util.Optional;

/**
 * Tables of a database, the declared ones among them.
 *
 * @param foldsNames whether upper and lower case make no difference in their names
 * @param tables in any order; those that do not exist are absent
 */
public record FoundTables(boolean foldsNames, List<FoundTable> tables) {
    public FoundTables {
        tables = List.copyOf(tables);
    }

    Optional<FoundTable> find(Table declared) {
        return tables.stream()
                .filter(found -> foldsNames
                        ? found.name().equalsIgnoreCase(declared.name())
                        : found.name().equals(declared.name()))
                .findFirst();
    }

    List<String> names() {
        return tables.stream().map(FoundTable::name).toList();
    }
}
