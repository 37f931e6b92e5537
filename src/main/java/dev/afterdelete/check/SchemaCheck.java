package dev.afterdelete.check;

import dev.afterdelete.live.LiveDatabase;
import dev.afterdelete.wire.Draft;
import java.util.ArrayList;
import java.util.List;

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
        var findings = new ArrayList<>(UndecidedCheck.findings(draft));
        if (declared.isElsewhere()) {
            findings.add(declared.wrongDatabase());
            return inOrder(findings);
        }
        findings.addAll(new TableCheck(declared).findings());
        for (var read : draft.relations()) {
            declared.pair(read).ifPresent(pair -> {
                findings.addAll(new ReferenceCheck(pair).findings());
                findings.addAll(new IndexCheck(pair).findings());
                findings.addAll(new ActionCheck(pair).findings());
            });
        }
        findings.addAll(new ForeignKeyCheck(declared).findings());
        findings.addAll(new GapCheck(declared).findings());
        return inOrder(findings);
    }

    private static List<Finding> inOrder(List<Finding> findings) {
        return findings.stream().distinct().sorted(Finding.ORDER).toList();
    }
}
