package dev.afterdelete.serve;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.execute.CascadeExecutor;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.plan.Coalescer;
import dev.afterdelete.plan.Rounds;
import dev.afterdelete.transact.RowTally;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Carries messages out together, and sends on what is left of them. */
public final class MessageRunner {
    private final CascadeExecutor executor;
    private final Continuations continuations;

    /** Runs messages through {@code executor}, and sends on what is left of them. */
    public MessageRunner(CascadeExecutor executor, Continuations continuations) {
        this.executor = executor;
        this.continuations = continuations;
    }

    /**
     * How messages ended.
     *
     * @param outcomes one a message, in their order; a suspended one's continuation has been sent
     * @param rows the rows that were changed
     */
    public record Run(List<Outcome> outcomes, RowTally rows) {
        public Run {
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * Carries out what {@code messages} ask for, coalesced. <b>Idempotent</b>: again, it finds nothing to do.
     *
     * @throws RuntimeException only for a mistake in this program; whatever the database or queue answers is an outcome
     */
    public Run run(List<CascadeMessage> messages, TimeBudget budget) {
        var rows = new RowTally();
        var verdicts = new TreeMap<Integer, MessageAskers.Verdict>();
        for (var round : Rounds.of(messages)) {
            var together = round.stream().map(messages::get).toList();
            var askers = new MessageAskers(together);
            rows.addAll(executor.execute(Coalescer.coalesce(together), askers, budget));
            var ended = askers.verdicts();
            for (var place = 0; place < round.size(); place++) {
                verdicts.put(round.get(place), ended.get(place));
            }
        }
        return new Run(settle(List.copyOf(verdicts.values())), rows);
    }

    private List<Outcome> settle(List<MessageAskers.Verdict> verdicts) {
        var outcomes = new ArrayList<>(
                verdicts.stream().map(MessageAskers.Verdict::outcome).toList());
        var places = new ArrayList<Integer>();
        var rests = new ArrayList<CascadeMessage>();
        for (var place = 0; place < verdicts.size(); place++) {
            var rest = verdicts.get(place).rest();
            if (rest.isPresent()) {
                places.add(place);
                rests.add(rest.get());
            }
        }
        if (!rests.isEmpty()) {
            var unsent = continuations.send(rests);
            for (var sent = 0; sent < places.size(); sent++) {
                var place = places.get(sent);
                unsent.get(sent).ifPresent(fault -> outcomes.set(place, new Outcome.Failed(fault)));
            }
        }
        return outcomes;
    }
}
