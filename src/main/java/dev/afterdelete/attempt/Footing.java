package dev.afterdelete.attempt;

import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.Statements.Keyed;
import dev.afterdelete.transact.References;
import java.util.Optional;

/** By what right a level's rows are changed: they hang from the level above, or their terms allow it at the top. */
final class Footing {
    private final Path path;
    private final References references;
    private final Admission admission;

    /** Of the last level of {@code path}. */
    Footing(Path path, References references, Admission admission) {
        this.path = path;
        this.references = references;
        this.admission = admission;
    }

    /**
     * Only those of the rows of a level that still may be changed.
     *
     * @return empty when none may: they hang from nothing any more, because the walk itself set to NULL what they
     *     referred to; or they must not be live, were not there when the attempt began, and so have come back if they
     *     are there by now
     */
    Optional<Keyed<BoundChange>> guarded(Level level, Keyed<BoundChange> rows) {
        if (level.via().isPresent()) {
            var relation = level.via().get();
            var values = path.above().referred(references, relation);
            return values.isEmpty() ? Optional.empty() : Optional.of(rows.and(relation, values));
        }
        return admission.guarded(rows);
    }

    /** Whether the rows at the top are there because nothing holds them any more: then the walk changes them itself. */
    boolean areOrphans(Level level) {
        return level.via().isEmpty() && admission.orphanedBy().isPresent();
    }
}
