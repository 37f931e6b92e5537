package dev.afterdelete.redrive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a look at refused messages found, of those that were meant. Memory: an id for each of them. */
public final class Overview {
    private final Set<String> ids = new LinkedHashSet<>();
    private final Map<String, Group> groups = new TreeMap<>();
    private final SortedSet<String> codes = new TreeSet<>();
    private long looked;
    private boolean cutShort;
    private long hidden;

    /**
     * Those that were refused for one reason.
     *
     * @param code its stable name
     * @param count how many
     * @param sample the one that has waited longest
     */
    public record Group(String code, long count, Refusal sample) {
        private Group plus(Refusal refusal) {
            return new Group(code, count + 1, refusal.since().isBefore(sample.since()) ? refusal : sample);
        }

        /** Since when the oldest of them has been refused. */
        public Instant oldest() {
            return sample.since();
        }
    }

    /** Counts one that was looked at. */
    void look(Refusal refusal) {
        codes.add(refusal.code());
        looked++;
    }

    /** Counts one that is meant. */
    void add(Refusal refusal) {
        ids.add(refusal.id());
        var group = groups.get(refusal.code());
        groups.put(refusal.code(), group == null ? new Group(refusal.code(), 1, refusal) : group.plus(refusal));
    }

    /** Notes that others hold {@code count} where nobody can look. */
    void hide(long count) {
        hidden = count;
    }

    /** Notes that there is more than could be looked at together. */
    void cutShort() {
        cutShort = true;
    }

    /** The ids of those that are meant. */
    public Set<String> ids() {
        return ids;
    }

    /** By code, the largest group first. */
    public List<Group> groups() {
        var sorted = new ArrayList<>(groups.values());
        sorted.sort(Comparator.comparingLong(Group::count).reversed());
        return sorted;
    }

    /** The codes of those that were looked at, meant or not. */
    public SortedSet<String> codes() {
        return codes;
    }

    /** How many were looked at, meant or not. */
    public long looked() {
        return looked;
    }

    /** Whether there are none, seen or not. */
    public boolean isEmpty() {
        return looked + hidden == 0;
    }

    /** How many could not be looked at, because somebody else has taken them. */
    public long hidden() {
        return hidden;
    }

    /** Whether there are more than could be looked at together. */
    public boolean isCutShort() {
        return cutShort;
    }
}
