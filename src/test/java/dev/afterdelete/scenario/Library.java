package dev.afterdelete.scenario;

import dev.afterdelete.local.LocalDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * An application of five levels. The id of a child is that of its parent with one more digit behind it, so that every
 * row shows where it belongs.
 *
 * @param database where the rows are
 */
record Library(LocalDatabase database) {
    /** The declaration, for {@code AFTERDELETE_RELATIONS}. */
    static final String RELATIONS = "src/test/resources/scenario/library.yaml";

    private static final List<String> TABLES =
            List.of("libraries", "shelves", "books", "scans", "loans", "reviews", "tags", "fines");

    /** Creates the tables, the outbox too. */
    static Library create(LocalDatabase database) throws SQLException {
        database.runResource("/afterdelete.sql");
        database.runResource("/scenario/library.sql");
        return new Library(database);
    }

    /** Replaces all rows: libraries 1 to {@code libraries}, each of 3 shelves of 3 books, 101 rows in all. */
    Library fill(int libraries) throws SQLException {
        var script = TABLES.stream()
                .map("DELETE FROM %s;"::formatted)
                .collect(Collectors.joining("", "DELETE FROM afterdelete_outbox;", ""));
        var ids = LongStream.rangeClosed(1, libraries).boxed().toList();
        var shelves = children(ids, 3);
        var books = children(shelves, 3);
        var loans = children(books, 2);
        database.run(script
                + insert("libraries", "id, note", ids, "(%1$d, 'library')")
                + insert("shelves", "id, library_id, note", shelves, "(%1$d, %2$d, 'shelf')")
                + insert("books", "id, shelf_id, note", books, "(%1$d, %2$d, 'book')")
                + insert("loans", "id, book_id, note", loans, "(%1$d, %2$d, 'loan')")
                + insert("reviews", "id, book_id, note", children(books, 2), "(%1$d, %2$d, 'review')")
                + insert("tags", "id, book_id, note", children(books.subList(0, 3), 1), "(%1$d, %2$d, 'tag')")
                + insert("fines", "id, loan_id, note", children(loans, 2), "(%1$d, %2$d, 'fine')"));
        return this;
    }

    /** All rows. */
    TableContents contents() throws SQLException {
        return TableContents.of(database, TABLES.toArray(String[]::new));
    }

    /** The rows that belong to none of these libraries. */
    TableContents contentsWithout(long... libraries) throws SQLException {
        var others = LongStream.of(libraries).mapToObj(String::valueOf).collect(Collectors.joining(",", "(", ")"));
        return TableContents.of(
                database,
                TABLES.stream()
                        .map(table -> table + " WHERE LEFT(id, 1) NOT IN " + others)
                        .toArray(String[]::new));
    }

    /** What the outbox owes. */
    List<String> outbox() throws SQLException {
        return TableContents.of(database, "afterdelete_outbox")
                .rowsByTable()
                .getOrDefault("afterdelete_outbox", List.of());
    }

    private static List<Long> children(List<Long> parents, int each) {
        return parents.stream()
                .flatMap(parent -> LongStream.rangeClosed(1, each).mapToObj(place -> parent * 10 + place))
                .toList();
    }

    private static String insert(String table, String columns, List<Long> ids, String row) {
        return ids.stream()
                .map(id -> row.formatted(id, id / 10))
                .collect(Collectors.joining(",", "INSERT INTO %s (%s) VALUES ".formatted(table, columns), ";"));
    }
}
