package dev.afterdelete.serve;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Change.CopyPosition;
import dev.afterdelete.event.Change.Descent;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.execute.Askers;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.KeyGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The messages of one batch: which of them asked for which key, and what each has come to. */
final class MessageAskers implements Askers {
    private final List<Progress> messages;
    private final Map<Errand, Map<Key, List<Progress>>> askers = new HashMap<>();

    MessageAskers(List<CascadeMessage> messages) {
        this.messages = messages.stream().map(Progress::new).toList();
        this.messages.forEach(
                progress -> progress.message.keysByShard().forEach((shard, keys) -> enter(progress, shard, keys)));
    }

    private void enter(Progress progress, Optional<KeyValue> shard, List<Key> keys) {
        var message = progress.message;
        var errand = new Errand(message.table(), shard, message.change().errand());
        var asked = askers.computeIfAbsent(errand, _ -> new HashMap<>());
        for (var key : new HashSet<>(keys)) {
            asked.computeIfAbsent(key, _ -> new ArrayList<>()).add(progress);
        }
    }

    @Override
    public Collection<Debt> debtsEndingWith(KeyGroup group, List<Key> keys) {
        var going = new HashSet<>(keys);
        var debts = new HashSet<Debt>();
        for (var progress : askersOf(group, keys)) {
            if (progress.endsWellWith(going)) {
                progress.message.envelope().debt().ifPresent(debts::add);
            }
        }
        return debts;
    }

    @Override
    public void ended(KeyGroup group, List<Key> keys, Outcome outcome) {
        for (var key : keys) {
            askersOf(group, key)
                    .forEach(progress ->
                            progress.ended(key, outcome, group.terms().approval()));
        }
    }

    /** What each message has come to, in their order. */
    List<Verdict> verdicts() {
        return messages.stream().map(Progress::verdict).toList();
    }

    private Set<Progress> askersOf(KeyGroup group, List<Key> keys) {
        var found = new HashSet<Progress>();
        keys.forEach(key -> found.addAll(askersOf(group, key)));
        return found;
    }

    private List<Progress> askersOf(KeyGroup group, Key key) {
        return askers.getOrDefault(Errand.of(group), Map.of()).getOrDefault(key, List.of());
    }

    /** What was asked for, but for the keys. */
    private record Errand(Table table, Optional<KeyValue> shard, Change change) {
        static Errand of(KeyGroup group) {
            return new Errand(group.table(), group.shard(), group.change().errand());
        }
    }

    /**
     * What a message has come to.
     *
     * @param outcome how it ends, given that its continuation, if it needs one, can be sent
     * @param rest what a continuation has to carry on; empty for most
     */
    record Verdict(Outcome outcome, Optional<CascadeMessage> rest) {}

    /** One message, and what became of its keys so far. Two are equal only if they are the same. */
    private static final class Progress {
        private final CascadeMessage message;
        private final Set<Key> open;
        private final List<Key> suspended = new ArrayList<>();
        private final Set<Optional<CopyPosition>> copied = new HashSet<>();
        private Optional<Descent> descent = Optional.empty();
        private final List<Outcome.Refused> refused = new ArrayList<>();
        private final List<Key> refusedKeys = new ArrayList<>();
        private final List<Outcome.Failed> failed = new ArrayList<>();
        private final Set<Approval> approvals = EnumSet.noneOf(Approval.class);
        private int stale;

        private Progress(CascadeMessage message) {
            this.message = message;
            this.open = new HashSet<>(message.keys());
        }

        private boolean endsWellWith(Set<Key> going) {
            return suspended.isEmpty() && refused.isEmpty() && failed.isEmpty() && going.containsAll(open);
        }

        private void ended(Key key, Outcome outcome, Approval approval) {
            open.remove(key);
            switch (outcome) {
                case Outcome.Done(var kept) -> stale += kept;
                case Outcome.Suspended(var position, var way) -> {
                    suspended.add(key);
                    copied.add(position);
                    approvals.add(approval);
                    way.filter(this::isDeeper).ifPresent(deeper -> descent = Optional.of(deeper));
                }
                case Outcome.Refused refusal -> {
                    refused.add(refusal);
                    refusedKeys.add(key);
                }
                case Outcome.Failed failure -> failed.add(failure);
            }
        }

        private boolean isDeeper(Descent way) {
            return descent.isEmpty()
                    || way.rungs().size() > descent.get().rungs().size();
        }

        /**
         * A failure brings the whole message again, so it comes before everything. A refusal waits for the keys that
         * get on: it is tried again with them, and is the message's end when there is nothing else left.
         */
        private Verdict verdict() {
            if (!open.isEmpty()) {
                throw new IllegalStateException(open.size() + " keys have not ended");
            }
            if (!failed.isEmpty()) {
                return new Verdict(failed.getFirst(), Optional.empty());
            }
            if (!suspended.isEmpty()) {
                return new Verdict(Outcome.Suspended.IN_THE_DATA, Optional.of(rest()));
            }
            return new Verdict(refused.isEmpty() ? new Outcome.Done(stale) : refused.getFirst(), Optional.empty());
        }

        /**
         * The keys that are not done. Where copying has come differently far for them, it goes on where it has come the
         * least; of several ways down the deepest is kept. What has begun because it was small enough is not counted
         * again.
         */
        private CascadeMessage rest() {
            var left = new ArrayList<>(suspended);
            left.addAll(refusedKeys);
            var continuation = message.continuation(left);
            var rest = approvals.contains(Approval.NONE) || !refusedKeys.isEmpty()
                    ? continuation
                    : continuation.with(Approval.GIVEN);
            return leastCopied()
                    .map(rest::copied)
                    .or(() -> descent.map(rest::descended))
                    .orElse(rest);
        }

        /** Empty where some keys are as far as they were when the message came. */
        private Optional<CopyPosition> leastCopied() {
            return copied.contains(Optional.<CopyPosition>empty())
                    ? Optional.empty()
                    : copied.stream().flatMap(Optional::stream).min(Comparator.naturalOrder());
        }
    }
}
