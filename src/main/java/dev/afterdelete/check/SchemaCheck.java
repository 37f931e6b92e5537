package dev.afterdelete.check;

import dev.afterdelete.live.LiveDatabase;
import dev.afterdelete.wire.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds a declaration against a live database. */
public final class SchemaCheck {
    private SchemaCheck() {}

    /**
     * Everything that there is to say about {@code draft} on {@code live}.
     *
     * @return the most severe first, then in the order of the declaration; empty when there is nothing
     */
    public static List<Finding> findings(Draft draft, LiveDatabase live) {
        var declared = new Declared(draft, live);
        var findings = new ArrayList<>(undecided(draft));
        if (declared.isElsewhere()) {
            findings.add(declared.wrongDatabase());
            return inOrder(findings);
        }
        findings.addAll(new GateCheck(declared).findings());
        findings.addAll(new TableCheck(declared).findings());
        findings.addAll(new ShardCheck(declared).findings());
        for (var read : draft.relations()) {
            declared.pair(read).ifPresent(pair -> {
                findings.addAll(new ReferenceCheck(pair).findings());
                findings.addAll(new IndexCheck(pair).findings());
            });
        }
        findings.addAll(new ForeignKeyCheck(declared).findings());
        findings.addAll(new GapCheck(declared).findings());
        return inOrder(findings);
    }

    /** What a person has to decide still. */
    private static List<Finding> undecided(Draft draft) {
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

    private static List<Finding> inOrder(List<Finding> findings) {
        return findings.stream().distinct().sorted(Finding.ORDER).toList();
    }
}
