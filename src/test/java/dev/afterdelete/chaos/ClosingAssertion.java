package dev.afterdelete.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.Afterdelete;
import dev.afterdelete.config.Settings;
import dev.afterdelete.execute.Referee;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.orphan.OrphanPolicy.Treatment;
import dev.afterdelete.orphan.OrphanReport;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How every chaos has to end: the rows are those of a referee, to the last value of the last bystander; the outbox owes
 * nothing; no reference leads nowhere, by a plain look and by the orphan scan; and another delivery of everything
 * changes nothing.
 */
final class ClosingAssertion implements AutoCloseable {
    private static final Duration SCAN = Duration.ofSeconds(60);

    private final RelationGraph graph;
    private final Connection connection;
    private final Afterdelete afterdelete;

    ClosingAssertion(LocalDatabase database, RelationGraph graph) throws SQLException {
        this.graph = graph;
        this.connection = database.connect();
        this.afterdelete = new Afterdelete(Settings.from(database.settings()), graph, _ -> {});
    }

    /** Delivers everything that was ever sent once more. */
    interface Again {
        /** Delivers. */
        void deliver() throws SQLException;
    }

    /**
     * Asserts the end of a chaos in which nobody wrote but the engine.
     *
     * @param what it was, for a person
     * @param before the rows before anything was deleted
     * @param deleted keys of the default table, in any order: deletes of whole cascades commute
     */
    void hold(String what, Snapshot before, Collection<Key> deleted, Again again) throws SQLException {
        var rows = before.copy();
        var referee = new Referee(graph, rows);
        deleted.forEach(key -> assertThat(referee.delete(graph.defaultTable().orElseThrow(), key))
                .as(what)
                .isTrue());
        assertThat(Snapshot.of(connection)).as(what).isEqualTo(Snapshot.sorted(rows));
        holdWhateverTheRows(what, again);
    }

    /**
     * Asserts the end of a chaos in which others wrote: everything that was committed is replayed in the order of the
     * commits, and each commit of the engine is judged.
     *
     * @param before the rows at the beginning of {@code log}
     */
    void holdByReplay(String what, Snapshot before, BinaryLog log, Again again) throws SQLException, IOException {
        var commits = log.commits();
        var referee = new CommitReferee(graph, before).replay(commits);
        System.out.printf("chaos: %d commits replayed, %d of them the engine's%n", commits.size(), referee.judged());
        assertThat(referee.judged()).as("commits of the engine").isPositive();
        assertThat(referee.objections()).as(what).isEmpty();
        assertThat(Snapshot.of(connection)).as(what).isEqualTo(referee.rows());
        holdWhateverTheRows(what, again);
    }

    private void holdWhateverTheRows(String what, Again again) throws SQLException {
        assertNothingIsLeft(what);
        var end = Snapshot.of(connection);
        again.deliver();
        assertThat(Snapshot.of(connection))
                .as("%s, and everything delivered again", what)
                .isEqualTo(end);
        assertNothingIsLeft(what + ", and everything delivered again");
        assertScanFindsNoOrphan(what);
    }

    /** What an operator would ask. */
    private void assertScanFindsNoOrphan(String what) {
        var reports = afterdelete
                .orphans()
                .scan(graph.relations(), Treatment.REPORT, Duration.ZERO, afterdelete.exactBudget(SCAN), _ -> {});
        assertThat(reports)
                .as("%s: the orphan scan", what)
                .hasSameSizeAs(graph.relations())
                .allMatch(OrphanReport::isOver)
                .noneMatch(OrphanReport::isFinding);
    }

    private void assertNothingIsLeft(String what) throws SQLException {
        assertThat(count("SELECT COUNT(*) FROM afterdelete_outbox WHERE done_at IS NULL"))
                .as("%s: rows in the outbox", what)
                .isZero();
        var orphans = new ArrayList<String>();
        for (var relation : graph.relations()) {
            if (count(orphansOf(relation)) > 0) {
                orphans.add(relation.name());
            }
        }
        assertThat(orphans).as("%s: relations with orphans", what).isEmpty();
    }

    /** A plain anti-join; it knows neither {@code where} nor {@code none}, so the schemas here have neither. */
    private static String orphansOf(Relation relation) {
        return "SELECT COUNT(*) FROM %s c LEFT JOIN %s p ON %s WHERE %s AND p.%s IS NULL"
                .formatted(
                        relation.child().name(),
                        relation.parent().name(),
                        IntStream.range(0, relation.columns().size())
                                .mapToObj(place -> "c.%s = p.%s"
                                        .formatted(
                                                relation.columns().get(place),
                                                relation.parentColumns().get(place)))
                                .collect(Collectors.joining(" AND ")),
                        relation.columns().stream()
                                .map("c.%s IS NOT NULL"::formatted)
                                .collect(Collectors.joining(" AND ")),
                        relation.parentColumns().getFirst());
    }

    private long count(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        afterdelete.close();
        connection.close();
    }

    /** Integer keys. */
    static List<Key> keys(long... ids) {
        return IntStream.range(0, ids.length)
                .mapToObj(place -> Key.of(ids[place]))
                .toList();
    }
}
