package dev.afterdelete.transact;

import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.Effect;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What an attempt may still do, and what it has done. */
public final class Bound {
    private final RowTally rows = new RowTally();
    private final InstantSource clock;
    private final Instant target;
    private long left;
    private boolean progressed;

    /** At most {@code maxRows} row changes, and from now on {@code targetTime}. */
    public Bound(long maxRows, InstantSource clock, Duration targetTime) {
        this.left = maxRows;
        this.clock = clock;
        this.target = clock.instant().plus(targetTime);
    }

    /** Counts rows that were deleted. */
    public void deleted(Table table, long count) {
        rows.addDeleted(table, count);
        changed(count);
    }

    /** Counts rows that got other values. */
    public void updated(Table table, long count) {
        rows.addUpdated(table, count);
        changed(count);
    }

    /** Counts rows of which {@code effect} became. */
    public void changed(Table table, Effect effect, long count) {
        switch (effect) {
            case Effect.Removed _ -> deleted(table, count);
            case Effect.Assigned _ -> updated(table, count);
        }
    }

    /** Counts rows that were looked at and did not have to be changed. */
    public void looked(long count) {
        left -= count;
        progressed = true;
    }

    /** Notes that the walk went a level down, which the next attempt does not have to do again. */
    public void descended() {
        progressed = true;
    }

    /** Lets nothing more be changed. */
    public void close() {
        left = 0;
    }

    /** Whether no more rows may be changed, or the target time is over and something has come of it. */
    public boolean isReached() {
        return left <= 0 || (progressed && !clock.instant().isBefore(target));
    }

    /** How many rows may still be changed. */
    public long left() {
        return left;
    }

    /** What was changed. */
    public RowTally rows() {
        return rows;
    }

    private void changed(long count) {
        left -= count;
        progressed |= count > 0;
    }
}
