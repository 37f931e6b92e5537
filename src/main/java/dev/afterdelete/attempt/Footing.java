package dev.afterdelete.attempt;

import dev.afterdelete.plan.Guard;
import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.Statements.Keyed;
import dev.afterdelete.transact.References;

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

    /** Only those of the rows of a level that still may be changed. */
    Keyed<BoundChange> guarded(Level level, Keyed<BoundChange> rows) {
        if (level.via().isPresent()) {
            var relation = level.via().get();
            return rows.and(relation, path.above().referred(references, relation));
        }
        return switch (guard) {
            case Guard.StillFlagged(var softDelete) -> rows.andFlagged(softDelete);
            case Guard.NotLive(var softDelete) ->
                softDelete.map(rows::andFlagged).orElse(rows);
            case Guard.None _ -> rows;
        };
    }

    /** A row that must not be live was not there when the attempt began; one that is there by now came back. */
    boolean isFoundGone(Level level) {
        return level.via().isEmpty() && guard instanceof Guard.NotLive(var softDelete) && softDelete.isEmpty();
    }

    /** The walk itself may have set to NULL what the rows referred to: then they do not hang from it any more. */
    boolean hangsFromNothing(Level level) {
        return level.via()
                .filter(relation -> path.above().referred(references, relation).isEmpty())
                .isPresent();
    }
}
