package dev.afterdelete.live;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/** A database as its server describes it, as far as the user who asked may see it. Immutable. */
public final class LiveDatabase {
    private static final String OWN_PREFIX = "afterdelete_";

    private final String name;
    private final boolean foldsTableNames;
    private final Routing routing;
    private final SequencedMap<String, LiveTable> tables = new LinkedHashMap<>();

    /**
     * Joins tables.
     *
     * @param name of the database
     * @param foldsTableNames whether upper and lower case make no difference in names of tables; in names of columns
     *     they never do
     * @param routing where the statements of the declaration go that it was asked about
     * @param tables in the order in which they are listed
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/identifier-case-sensitivity.html">MySQL: identifier case
     *     sensitivity</a>
     */
    public LiveDatabase(String name, boolean foldsTableNames, Routing routing, Collection<LiveTable> tables) {
        this.name = name;
        this.foldsTableNames = foldsTableNames;
        this.routing = routing;
        tables.forEach(table -> this.tables.put(fold(table.name()), table));
    }

    /** Whether a table is one of Afterdelete's own, which belong to no declaration. */
    public static boolean isOwn(String table) {
        return table.startsWith(OWN_PREFIX);
    }

    /** The name of the database. */
    public String name() {
        return name;
    }

    /** Whether upper and lower case make no difference in names of tables. */
    public boolean foldsTableNames() {
        return foldsTableNames;
    }

    /** Where the statements of the declaration go. */
    public Routing routing() {
        return routing;
    }

    /** Every table and view, in listed order. */
    public List<LiveTable> tables() {
        return List.copyOf(tables.sequencedValues());
    }

    /** The table or view of this name, as this server compares names; empty when there is none. */
    public Optional<LiveTable> find(String table) {
        return Optional.ofNullable(tables.get(fold(table)));
    }

    /** Whether two names are the same table here. */
    public boolean isSame(String table, String other) {
        return fold(table).equals(fold(other));
    }

    private String fold(String table) {
        return foldsTableNames ? table.toLowerCase(Locale.ROOT) : table;
    }
}
