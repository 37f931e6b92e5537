package dev.afterdelete.orphan;

import dev.afterdelete.execute.BackOff;
import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.execute.Database;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.orphan.OrphanLedger.Recollection;
import dev.afterdelete.orphan.OrphanLedger.Sighting;
import dev.afterdelete.orphan.OrphanLedger.Standing;
import dev.afterdelete.orphan.OrphanPolicy.Treatment;
import dev.afterdelete.orphan.Pass.State;
import dev.afterdelete.plan.Coalescer;
import dev.afterdelete.transact.MissingParents;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One run of the scan over one relation. */
final class RelationScan {
    /** The most rows of a page: its references, and its orphans' keys, go into one statement. */
    static final int PAGE = Coalescer.MAX_KEYS;

    /** The most orphans of a pass that are remembered; the others come into their turn when these are fixed. */
    static final long MEMORY = 1_000_000;

    private static final int LEAST_PAGE = 10;

    private final Tools tools;
    private final Relation relation;
    private final OrphanPolicy policy;
    private final OrphanScan.Looked looked;
    private final Undeclared undeclared;
    private final BackOff backOff;
    private Optional<Pass> current = Optional.empty();
    private Fixed fixed = Fixed.NONE;
    private int pageRows = PAGE;
    private int failures;

    /** What a scan works with. */
    record Tools(
            Database database,
            ChildRows rows,
            OrphanLedger ledger,
            OrphanFix fix,
            Surroundings surroundings,
            Pacing pacing) {}

    RelationScan(Tools tools, Relation relation, OrphanPolicy policy, OrphanScan.Looked looked) {
        this.tools = tools;
        this.relation = relation;
        this.policy = policy;
        this.looked = looked;
        this.undeclared = new Undeclared(tools.rows(), relation);
        this.backOff = new BackOff(
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                tools.surroundings().random());
    }

    /** Goes on until the pass is over or the budget ends. */
    void run(TimeBudget budget) {
        while (!isOver() && !budget.isSpent() && tools.pacing().awaitTurn(budget)) {
            try {
                step(budget);
                failures = 0;
            } catch (FaultException exception) {
                recover(exception, budget);
            }
        }
    }

    boolean isOver() {
        return current.filter(Pass::isOver).isPresent();
    }

    /** What is known by now; of a relation that was not reached, what was known before. */
    OrphanReport report() {
        var standing = tools.ledger().open(relation);
        var pass = current.orElse(standing.pass());
        var age = pass.findings().oldest().map(oldest -> Duration.between(oldest, standing.now()));
        tools.surroundings()
                .listener()
                .on(new Happening.OrphansScanned(
                        relation.name(), pass.findings().orphans(), fixed.done()));
        return new OrphanReport(relation, pass, age, fixed);
    }

    private void recover(FaultException exception, TimeBudget budget) {
        switch (exception.fault().faultClass()) {
            case TRANSIENT -> {
                var wait = backOff.after(++failures);
                if (!budget.allows(wait)) {
                    throw exception;
                }
                tools.surroundings().pause().pause(wait);
            }
            case TOO_LARGE -> {
                if (pageRows == LEAST_PAGE) {
                    throw exception;
                }
                pageRows = Math.max(LEAST_PAGE, pageRows / 2);
            }
            case PERMANENT, SYSTEMIC -> throw exception;
        }
    }

    private void step(TimeBudget budget) {
        if (current.isEmpty()) {
            current = Optional.of(begin());
            return;
        }
        var pass = current.get();
        if (pass.state() instanceof State.Walking(var after)) {
            var begin = tools.surroundings().clock().instant();
            page(pass, after, budget);
            tools.pacing()
                    .after(Duration.between(begin, tools.surroundings().clock().instant()));
        }
    }

    /** The pass at work, or the next one if it may begin. */
    private Pass begin() {
        var standing = tools.ledger().open(relation);
        if (!standing.pass().isOver() || isResting(standing) || isStopped(standing.pass())) {
            return standing.pass();
        }
        var next = standing.pass().next(standing.now());
        return tools.ledger().advance(relation, standing.pass(), next, Sighting.NONE) ? next : reopened();
    }

    private Pass reopened() {
        return tools.ledger().open(relation).pass();
    }

    private boolean isResting(Standing standing) {
        return standing.now().isBefore(standing.pass().startedAt().plus(policy.rest()));
    }

    private boolean isStopped(Pass pass) {
        return pass.state() instanceof State.Stopped(var value)
                && undeclared.isHeld(value, pass.findings())
                && isNoRow(value);
    }

    /** Where rows lie on several shards, nobody says on which to look: the value is taken for none as before. */
    private boolean isNoRow(Key value) {
        return relation.child().shardBy().isPresent()
                || !missing(Optional.empty(), List.of(value)).isEmpty();
    }

    private void page(Pass pass, Optional<Key> after, TimeBudget budget) {
        var page = tools.rows().page(relation, after, pageRows);
        var orphans = orphansAmong(page);
        var memory = orphans.isEmpty()
                ? Optional.<Recollection>empty()
                : Optional.of(tools.ledger().recall(relation, pass, orphans));
        var findings =
                pass.findings().plus(page.size(), orphans, memory.map(remembered -> oldest(orphans, remembered)));
        var isLast = page.size() < pageRows;
        var state = isLast
                ? over(findings)
                : new State.Walking(Optional.of(page.getLast().key()));
        var to = pass.at(state, findings);
        var sighting =
                memory.map(remembered -> sighting(pass, orphans, remembered)).orElse(Sighting.NONE);
        if (!tools.ledger().advance(relation, pass, to, sighting)) {
            current = Optional.of(reopened());
            return;
        }
        current = Optional.of(to);
        looked.add(page.size());
        memory.ifPresent(remembered -> fix(orphans, remembered, budget));
        if (isLast) {
            forget(to, budget);
        }
    }

    private List<Orphan> orphansAmong(List<ChildRows.Row> page) {
        var references = new LinkedHashMap<Optional<KeyValue>, Set<Key>>();
        page.forEach(row -> row.reference()
                .ifPresent(reference -> references
                        .computeIfAbsent(shardOf(row), _ -> new LinkedHashSet<>())
                        .add(reference)));
        var missing = new HashMap<Optional<KeyValue>, Set<Key>>();
        references.forEach((shard, held) -> missing.put(shard, Set.copyOf(missing(shard, List.copyOf(held)))));
        return page.stream()
                .filter(row -> row.reference()
                        .filter(held ->
                                missing.getOrDefault(shardOf(row), Set.of()).contains(held))
                        .isPresent())
                .map(row -> new Orphan(row.key(), row.reference().orElseThrow()))
                .toList();
    }

    private Optional<KeyValue> shardOf(ChildRows.Row row) {
        return relation.child().at(row.key()).shard();
    }

    private List<Key> missing(Optional<KeyValue> shard, List<Key> references) {
        return tools.database().transact(shard, transaction -> MissingParents.among(transaction, relation, references));
    }

    private static Instant oldest(List<Orphan> orphans, Recollection memory) {
        return Stream.concat(
                        Stream.of(memory.now()),
                        orphans.stream()
                                .flatMap(orphan ->
                                        Optional.ofNullable(memory.since().get(orphan)).stream()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Sighting sighting(Pass pass, List<Orphan> orphans, Recollection memory) {
        var room = Math.max(0, MEMORY - pass.findings().orphans());
        var known = memory.since().keySet();
        return new Sighting(
                orphans.stream()
                        .filter(orphan -> !known.contains(orphan))
                        .limit(room)
                        .toList(),
                orphans.stream().filter(known::contains).toList());
    }

    private State over(Findings findings) {
        return undeclared.among(findings).<State>map(State.Stopped::new).orElseGet(State.Ended::new);
    }

    private void fix(List<Orphan> orphans, Recollection memory, TimeBudget budget) {
        if (policy.treatment() == Treatment.REPORT || !OrphanFix.isFixable(relation)) {
            return;
        }
        var until = memory.now().minus(policy.confirmAfter());
        var confirmed = orphans.stream()
                .filter(orphan -> Optional.ofNullable(memory.since().get(orphan))
                        .filter(since -> !since.isAfter(until))
                        .isPresent())
                .toList();
        var more = tools.fix().fix(relation, confirmed, budget);
        fixed = fixed.plus(more);
        current = current.map(pass -> pass.at(pass.state(), pass.findings().fixed(more.done())));
    }

    /** Of a relation at which the scan stops, everything is forgotten: a pass begins anew when it may go on. */
    private void forget(Pass over, TimeBudget budget) {
        var seenBy = over.state() instanceof State.Stopped ? over.next(over.startedAt()) : over;
        while (!budget.isSpent() && tools.ledger().forget(relation, seenBy)) {
            // another page
        }
    }
}
