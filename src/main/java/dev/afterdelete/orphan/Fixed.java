package dev.afterdelete.orphan;

import dev.afterdelete.fault.FaultCode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of confirmed orphans.
 *
 * @param done how many got what their relation says, or are no orphans any more
 * @param left how many wait for the next pass
 * @param refused how many can never get it, by the reason
 */
public record Fixed(long done, long left, Map<FaultCode, Long> refused) {
    /** Nothing. */
    public static final Fixed NONE = new Fixed(0, 0, Map.of());

    public Fixed {
        refused = Collections.unmodifiableMap(new TreeMap<>(refused));
    }

    Fixed plus(Fixed more) {
        var both = new TreeMap<>(refused);
        more.refused.forEach((code, count) -> both.merge(code, count, Long::sum));
        return new Fixed(done + more.done, left + more.left, both);
    }
}
