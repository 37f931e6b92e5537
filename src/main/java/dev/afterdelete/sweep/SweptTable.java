package dev.afterdelete.sweep;

import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.execute.Askers;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultClass;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.transact.RowTally;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How far one sweep has come with the flagged rows of a table, and how they ended; nobody else asked for them. */
final class SweptTable implements Askers {
    private final Table table;
    private final SoftDelete mark;
    private final RowTally rows = new RowTally();
    private Optional<Key> after = Optional.empty();
    private SweptPass before = new SweptPass();
    private SweptPass pass = new SweptPass();
    private long doneBefore;
    private Optional<Fault> systemic = Optional.empty();

    SweptTable(Table table, SoftDelete mark) {
        this.table = table;
        this.mark = mark;
    }

    Table table() {
        return table;
    }

    SoftDelete mark() {
        return mark;
    }

    /** The address behind which the next round begins; empty for the first. */
    Optional<Key> after() {
        return after;
    }

    void cameTo(Key address) {
        after = Optional.of(address);
    }

    void add(RowTally changed) {
        rows.addAll(changed);
    }

    /** Before the first round of a pass: what is left and refused is counted anew. */
    void begin() {
        doneBefore += pass.done();
        before = pass;
        pass = new SweptPass();
    }

    /**
     * Goes back to the first row, where one was left that another try can help.
     *
     * @return whether there is one
     */
    boolean goBack() {
        after = Optional.empty();
        return pass.canGetOn();
    }

    /** Whether something has failed that fails for every row of the table alike. */
    boolean failsAlike() {
        return systemic.isPresent();
    }

    @Override
    public Collection<Debt> debtsEndingWith(KeyGroup group, List<Key> keys) {
        return List.of();
    }

    @Override
    public void ended(KeyGroup group, List<Key> keys, Outcome outcome) {
        pass.ended(keys.size(), outcome);
        if (outcome instanceof Outcome.Failed(var fault, var _) && fault.faultClass() == FaultClass.SYSTEMIC) {
            systemic = systemic.or(() -> Optional.of(fault));
        }
    }

    /** Why nothing could be done about some rows of {@code tables}, the first reason; empty where something could. */
    static Optional<Fault> firstSystemic(List<SweptTable> tables) {
        return tables.stream().flatMap(swept -> swept.systemic.stream()).findFirst();
    }

    /** What came of all of {@code tables}, once no pass goes on any more. */
    static SweepReport report(List<SweptTable> tables) {
        var rows = new RowTally();
        tables.forEach(swept -> rows.addAll(swept.rows));
        tables.stream().filter(SweptTable::wasCutShort).forEach(swept -> swept.pass.carryOver(swept.before));
        return new SweepReport(
                tables.stream()
                        .mapToLong(swept -> swept.doneBefore + swept.pass.done())
                        .sum(),
                tables.stream().mapToLong(swept -> swept.pass.left()).sum(),
                tables.stream().mapToLong(swept -> swept.pass.refused()).sum(),
                rows.byTable());
    }

    private boolean wasCutShort() {
        return after.isPresent();
    }
}
