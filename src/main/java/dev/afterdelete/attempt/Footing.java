package dev.afterdelete.attempt;

import static dev.afterdelete.sql.Statements.whileGone;

import dev.afterdelete.plan.Guard;
import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.Statements.Keyed;
import dev.afterdelete.transact.References;
import java.util.Optional;

/** By what right a level's rows are changed: they hang from the level above, or the guard allows it at the top. */
final class Footing {
    private final Path path;
    private final References references;
    private final Guard guard;

    /** Of the last level of {@code path}. */
    Footing(Path path, References references, Guard guard) {
        this.path = path;
        this.references = references;
        this.guard = guard;
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
        return switch (guard) {
            case Guard.StillFlagged(var softDelete) -> Optional.of(rows.andFlagged(softDelete));
            case Guard.NotLive(var softDelete) -> softDelete.map(rows::andFlagged);
            case Guard.Orphaned(var relation, var values) ->
                Optional.of(whileGone(rows.and(relation, values), relation, values));
            case Guard.None _ -> Optional.of(rows);
        };
    }

    /** Whether the rows at the top are there because nothing holds them any more: then the walk changes them itself. */
    boolean areOrphans(Level level) {
        return level.via().isEmpty() && guard instanceof Guard.Orphaned;
    }
}
