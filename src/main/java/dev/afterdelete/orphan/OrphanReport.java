package dev.afterdelete.orphan;

import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import java.time.Duration;
import java.util.Optional;

/**
 * What a scan knows of the orphans of one relation.
 *
 * @param relation the relation
 * @param pass the pass at work, or the last one
 * @param age for how long the scan has known the oldest of them; empty where it found none
 * @param fixed what became of confirmed ones in this run
 */
public record OrphanReport(Relation relation, Pass pass, Optional<Duration> age, Fixed fixed) {
    /** Whether the pass has seen the whole table. */
    public boolean isOver() {
        return pass.isOver();
    }

    /** How many orphans the pass found that are not fixed. */
    public long left() {
        return pass.findings().orphans() - pass.findings().fixed();
    }

    /** Whether a person has to look: orphans that are not there on purpose, or a value that nobody declared. */
    public boolean isFinding() {
        return pass.state() instanceof Pass.State.Stopped
                || (left() > 0 && !(relation.onDelete() instanceof OnDelete.DoNothing));
    }
}
