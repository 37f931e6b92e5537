package dev.afterdelete.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.orphan.ChildRows;
import dev.afterdelete.orphan.OrphanFix;
import dev.afterdelete.orphan.OrphanLedger;
import dev.afterdelete.orphan.OrphanPolicy;
import dev.afterdelete.orphan.OrphanPolicy.Treatment;
import dev.afterdelete.orphan.OrphanReport;
import dev.afterdelete.orphan.OrphanScan;
import dev.afterdelete.orphan.Pacing;
import dev.afterdelete.orphan.Pass.State;
import dev.afterdelete.throttle.AdaptiveThrottle;
import dev.afterdelete.throttle.ThrottlePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** The orphan scan over random rows, held against a referee that looks at all of them at once. */
final class OrphanTrial {
    private static final Duration DAYS = Duration.ofDays(300);

    private final RandomCase given;
    private final RowStore store;
    private final Random random;
    private final OrphanScan scan;
    private final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));
    private int faultsOneIn = 40;

    OrphanTrial(RandomCase given, RowStore store, ChildRows rows, OrphanLedger ledger, Random random) {
        this.given = given;
        this.store = store;
        this.random = random;
        var surroundings = new Surroundings(clock, clock, random, _ -> {});
        var database = new FaultyDatabase(store.database(), this::anyFault, this::commitLost);
        var policy = new EnginePolicy(random.nextInt(1, 9), Duration.ofMillis(random.nextInt(20, 60)));
        var throttle = new AdaptiveThrottle(
                ThrottlePolicy.of(policy), List.of(), new AdaptiveThrottle.Surroundings(clock, clock, _ -> {}));
        var executor = new CascadeExecutor(database, given.graph(), throttle, surroundings);
        this.scan = new OrphanScan(
                database, rows, ledger, new OrphanFix(executor), surroundings, Pacing.halfTime(throttle, clock));
    }

    /**
     * A random case in which no default is given to so many rows that the scan has to take it for a {@code none} that
     * nobody declared.
     */
    static RandomCase caseOf(RelationGraph graph, Random random) {
        var given = RandomCase.of(graph, random);
        while (hasManyDefaults(given)) {
            given = RandomCase.of(graph, random);
        }
        return given;
    }

    private static boolean hasManyDefaults(RandomCase given) {
        return given.graph().relations().stream()
                .filter(relation -> relation.onDelete() instanceof OnDelete.SetDefault)
                .anyMatch(relation -> given.rows()
                                .getOrDefault(relation.child().name(), List.of())
                                .size()
                        > 10);
    }

    private Optional<Fault> anyFault() {
        var codes = List.of(
                FaultCode.DEADLOCK, FaultCode.LOCK_WAIT_TIMEOUT, FaultCode.CONNECTION_LOST, FaultCode.ROW_LIMIT);
        return random.nextInt(faultsOneIn) == 0
                ? Optional.of(Fault.of(codes.get(random.nextInt(codes.size()))))
                : Optional.empty();
    }

    private Optional<Fault> commitLost() {
        return random.nextInt(faultsOneIn) == 0 ? Optional.of(Fault.of(FaultCode.CONNECTION_LOST)) : Optional.empty();
    }

    /** One pass reports what the referee finds and changes nothing; then passes fix until nothing changes any more. */
    void judge() {
        var rows = given.copyOfRows();
        var before = Rig.comparable(rows);
        var reports = pass(Treatment.REPORT);
        assertThat(rowsLeft()).as("a report changes nothing").isEqualTo(before);
        for (var report : reports) {
            requireSame(report, orphans(report.relation(), rows));
        }
        fixAll(rows);
        for (var previous = Map.<String, Set<String>>of(); !previous.equals(rowsLeft()); ) {
            previous = rowsLeft();
            pass(Treatment.FIX);
            pass(Treatment.FIX);
        }
        faultsOneIn = Integer.MAX_VALUE;
        var last = pass(Treatment.FIX);
        assertThat(rowsLeft()).isEqualTo(Rig.comparable(rows));
        for (var report : last) {
            requireSame(report, orphans(report.relation(), rows));
        }
    }

    private List<OrphanReport> pass(Treatment treatment) {
        var reports = scan.scan(
                given.graph().relations(),
                new OrphanPolicy(treatment, Duration.ZERO, Duration.ZERO),
                TimeBudget.of(clock, DAYS),
                _ -> {});
        assertThat(reports)
                .allMatch(OrphanReport::isOver)
                .noneMatch(report -> report.pass().state() instanceof State.Stopped);
        return reports;
    }

    private static void requireSame(OrphanReport report, Set<Key> orphans) {
        assertThat(report.pass().findings().orphans())
                .as(report.relation().name())
                .isEqualTo(orphans.size());
        assertThat(report.pass().findings().samples())
                .hasSize(Math.min(5, orphans.size()))
                .isSubsetOf(orphans);
    }

    private Map<String, Set<String>> rowsLeft() {
        return Rig.comparable(store.rows(given.graph()));
    }

    /** What the passes come to, relation by relation, until nothing changes. */
    private void fixAll(Map<String, List<Map<String, KeyValue>>> rows) {
        var referee = new Referee(given.graph(), rows);
        for (var previous = Map.<String, Set<String>>of(); !previous.equals(Rig.comparable(rows)); ) {
            previous = Rig.comparable(rows);
            for (var relation : given.graph().relations()) {
                for (var key : orphans(relation, rows)) {
                    fix(referee, relation, key, rows);
                }
            }
        }
    }

    private static void fix(
            Referee referee, Relation relation, Key key, Map<String, List<Map<String, KeyValue>>> rows) {
        switch (relation.onDelete()) {
            case OnDelete.Cascade _ -> referee.delete(relation.child(), key);
            case OnDelete.SetNull _, OnDelete.SetDefault _ ->
                rows.getOrDefault(relation.child().name(), List.of()).stream()
                        .filter(row ->
                                values(row, relation.child().keyColumns()).equals(Optional.of(key)))
                        .forEach(row -> referee.change(relation, row));
            case OnDelete.Restrict _, OnDelete.DoNothing _ -> {}
        }
    }

    /** The keys of all orphans of a relation, by looking at every row and every parent. */
    private static Set<Key> orphans(Relation relation, Map<String, List<Map<String, KeyValue>>> rows) {
        var held = rows.getOrDefault(relation.parent().name(), List.of()).stream()
                .flatMap(parent -> values(parent, relation.parentColumns()).stream())
                .toList();
        return rows.getOrDefault(relation.child().name(), List.of()).stream()
                .filter(row -> values(row, relation.columns())
                        .filter(relation::isReference)
                        .filter(value -> !held.contains(value))
                        .isPresent())
                .filter(row -> relation.where().stream()
                        .allMatch(constant -> constant.value().equals(row.get(constant.column()))))
                .map(row -> values(row, relation.child().keyColumns()).orElseThrow())
                .collect(Collectors.toSet());
    }

    private static Optional<Key> values(Map<String, KeyValue> row, List<String> columns) {
        return row.keySet().containsAll(columns)
                ? Optional.of(new Key(columns.stream().map(row::get).toList()))
                : Optional.empty();
    }
}
