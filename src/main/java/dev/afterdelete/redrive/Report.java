package dev.afterdelete.redrive;

import dev.afterdelete.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What came of sending back or dropping. */
public final class Report {
    private long done;
    private long undone;
    private long doubled;
    private long debts;
    private final List<Fault> faults = new ArrayList<>();

    /** Counts one that was dealt with. */
    void done() {
        done++;
    }

    /** Counts one that stays as it was. */
    void undone(Fault why) {
        undone++;
        note(why);
    }

    /** Counts one that was dealt with and is there all the same: it may be dealt with once more, which is harmless. */
    void doubled(Fault why) {
        doubled++;
        note(why);
    }

    /** Counts rows of the outbox that were re-armed or removed along with it. */
    void debts(long count) {
        debts += count;
    }

    private void note(Fault why) {
        if (faults.isEmpty()) {
            faults.add(why);
        }
    }

    /** How many were dealt with, those that are there all the same included. */
    public long dealtWith() {
        return done + doubled;
    }

    /** How many could not be dealt with, and stay as they were. */
    public long left() {
        return undone;
    }

    /** How many were dealt with, and could not be removed from where they were. */
    public long stillThere() {
        return doubled;
    }

    /** How many rows of the outbox were re-armed or removed along with them. */
    public long outboxRows() {
        return debts;
    }

    /** The first thing that went wrong. */
    public Optional<Fault> firstFault() {
        return faults.stream().findFirst();
    }
}
