package dev.afterdelete.orphan;

import dev.afterdelete.graph.Relation;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Where the scan of each relation stands, and the orphans that it has seen. All times are the ledger's own, so that the
 * clocks of several machines do not matter. What is lost of it is only found again.
 */
public interface OrphanLedger {
    /**
     * Where the scan of a relation stands; its first pass begins where it was never scanned.
     *
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    Standing open(Relation relation);

    /**
     * Goes from one state to the next, and remembers what was seen on the way. <b>Atomic</b>.
     *
     * @return false when the scan no longer stood at {@code from}, because another one went on: then nothing happened
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    boolean advance(Relation relation, Pass from, Pass to, Sighting sighting);

    /**
     * Since when orphans have been seen in every pass.
     *
     * @param pass the pass at work
     * @return those that this pass or the one before saw; others are not in it
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    Recollection recall(Relation relation, Pass pass, List<Orphan> orphans);

    /**
     * Forgets orphans that {@code over} did not see, a page of them. <b>Idempotent</b>.
     *
     * @return whether there may be more
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    boolean forget(Relation relation, Pass over);

    /**
     * Where a scan stands.
     *
     * @param pass the pass at work, or the last one
     * @param now by the ledger's clock
     */
    record Standing(Pass pass, Instant now) {}

    /**
     * What a page showed.
     *
     * @param fresh orphans that are remembered from now on
     * @param known orphans that are remembered already
     */
    record Sighting(List<Orphan> fresh, List<Orphan> known) {
        /** Nothing. */
        public static final Sighting NONE = new Sighting(List.of(), List.of());

        public Sighting {
            fresh = List.copyOf(fresh);
            known = List.copyOf(known);
        }
    }

    /**
     * What the ledger remembers.
     *
     * @param since when an orphan was first seen, for those that are remembered
     * @param now by the ledger's clock
     */
    record Recollection(Map<Orphan, Instant> since, Instant now) {
        public Recollection {
            since = Map.copyOf(since);
        }
    }
}
