package dev.afterdelete.orphan;

import dev.afterdelete.graph.Relation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@link OrphanLedger} port in memory. */
public final class InMemoryOrphanLedger implements OrphanLedger {
    private final InstantSource clock;
    private final Map<Relation, Pass> passes = new HashMap<>();
    private final Map<Relation, Map<Orphan, Memory>> memories = new HashMap<>();

    private record Memory(Instant since, long lastPass) {}

    /** Whose own clock is {@code clock}. */
    public InMemoryOrphanLedger(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Standing open(Relation relation) {
        return new Standing(passes.computeIfAbsent(relation, _ -> Pass.first(clock.instant())), clock.instant());
    }

    @Override
    public boolean advance(Relation relation, Pass from, Pass to, Sighting sighting) {
        var standing = passes.get(relation);
        if (standing == null
                || standing.number() != from.number()
                || !standing.state().equals(from.state())) {
            return false;
        }
        passes.put(relation, to);
        var memory = memories.computeIfAbsent(relation, _ -> new HashMap<>());
        sighting.fresh().forEach(orphan -> memory.put(orphan, new Memory(clock.instant(), to.number())));
        sighting.known()
                .forEach(orphan ->
                        memory.computeIfPresent(orphan, (_, known) -> new Memory(known.since(), to.number())));
        return true;
    }

    @Override
    public Recollection recall(Relation relation, Pass pass, List<Orphan> orphans) {
        var memory = memories.getOrDefault(relation, Map.of());
        var since = new HashMap<Orphan, Instant>();
        for (var orphan : orphans) {
            Optional.ofNullable(memory.get(orphan))
                    .filter(known -> known.lastPass() >= pass.number() - 1)
                    .ifPresent(known -> since.put(orphan, known.since()));
        }
        return new Recollection(since, clock.instant());
    }

    @Override
    public boolean forget(Relation relation, Pass over) {
        memories.getOrDefault(relation, new HashMap<>()).values().removeIf(known -> known.lastPass() < over.number());
        return false;
    }

    int remembered() {
        return memories.values().stream().mapToInt(Map::size).sum();
    }
}
