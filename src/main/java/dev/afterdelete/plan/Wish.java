package dev.afterdelete.plan;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.graph.Key;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What all messages together want of one row.
 *
 * @param at when the row was deleted; empty where one that was created later goes too
 * @param approval whether the cascade may be of any size
 */
record Wish(Optional<Instant> at, Approval approval) {
    /** What one message wants. Its time and its approval count only where the table makes something of them. */
    static Wish of(CascadeMessage message) {
        var table = message.table();
        var isDelete = message.change() instanceof Change.Deleted;
        return new Wish(
                message.at().filter(_ -> isDelete && table.createdAt().isPresent()),
                isDelete && table.cap().isPresent() ? message.envelope().approval() : Approval.NONE);
    }

    /** Both: the later time counts, and none before any; one approval is enough. */
    Wish and(Wish other) {
        var later = at.flatMap(mine -> other.at.map(its -> mine.isAfter(its) ? mine : its));
        return new Wish(later, approval == Approval.GIVEN ? approval : other.approval);
    }

    /** Terms that keys have in common; times may differ, because each key has its own. */
    record Kind(boolean toldApart, Approval approval) {
        Terms terms(Guard guard, Map<Key, Wish> wishes) {
            var deletedAt = toldApart
                    ? wishes.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey,
                                    entry -> entry.getValue().at().orElseThrow()))
                    : Map.<Key, Instant>of();
            return new Terms(guard, deletedAt, approval);
        }
    }

    /** The keys of each kind, sorted. */
    static SequencedMap<Kind, SortedMap<Key, Wish>> byTerms(SortedMap<Key, Wish> wishes) {
        var kinds = new LinkedHashMap<Kind, SortedMap<Key, Wish>>();
        wishes.forEach((key, wish) ->
                kinds.computeIfAbsent(wish.kind(), _ -> new TreeMap<>()).put(key, wish));
        return kinds;
    }

    private Kind kind() {
        return new Kind(at.isPresent(), approval);
    }
}
