package dev.afterdelete.check;

import dev.afterdelete.wire.Draft;
import java.util.List;
import java.util.Optional;

/** Finds what a person has to decide still. */
final class UndecidedCheck {
    private UndecidedCheck() {}

    static List<Finding> findings(Draft draft) {
        return draft.undecided().entrySet().stream()
                .map(open -> new Finding(
                        FindingCode.UNDECIDED,
                        open.getKey().name(),
                        Optional.of(open.getValue()),
                        "%s is undecided: nobody said what happens to it when its row of %s is deleted"
                                .formatted(
                                        open.getKey().name(),
                                        open.getKey().parent().name()),
                        "choose an onDelete: cascade, set_null, set_default, restrict or do_nothing"))
                .toList();
    }
}
