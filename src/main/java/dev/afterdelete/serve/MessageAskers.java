package dev.afterdelete.serve;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.execute.Askers;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The messages of one batch: which of them asked for which key, and what each has come to. */
final class MessageAskers implements Askers {
    private final List<Progress> messages;
    private final Map<Table, Map<Key, List<Progress>>> askers = new HashMap<>();

    MessageAskers(List<CascadeMessage> messages) {
        this.messages = messages.stream().map(Progress::new).toList();
        for (var progress : this.messages) {
            var ofTable = askers.computeIfAbsent(progress.message.table(), _ -> new HashMap<>());
            progress.open.forEach(
                    key -> ofTable.computeIfAbsent(key, _ -> new ArrayList<>()).add(progress));
        }
    }

    @Override
    public Collection<Long> debtsEndingWith(Table table, List<Key> keys) {
        var going = new HashSet<>(keys);
        var debts = new TreeSet<Long>();
        for (var progress : askersOf(table, keys)) {
            if (progress.endsWellWith(going)) {
                progress.message.envelope().outbox().ifPresent(debts::add);
            }
        }
        return debts;
    }

    @Override
    public void ended(Table table, List<Key> keys, Outcome outcome) {
        for (var key : keys) {
            askersOf(table, key).forEach(progress -> progress.ended(key, outcome));
        }
    }

    /** What each message has come to, in their order. */
    List<Verdict> verdicts() {
        return messages.stream().map(Progress::verdict).toList();
    }

    private Set<Progress> askersOf(Table table, List<Key> keys) {
        var found = new HashSet<Progress>();
        keys.forEach(key -> found.addAll(askersOf(table, key)));
        return found;
    }

    private List<Progress> askersOf(Table table, Key key) {
        return askers.getOrDefault(table, Map.of()).getOrDefault(key, List.of());
    }

    /**
     * What a message has come to.
     *
     * @param outcome how it ends, given that its continuation, if it needs one, can be sent
     * @param rest the keys that a continuation has to carry on; empty for most
     */
    record Verdict(Outcome outcome, List<Key> rest) {}

    /** One message, and what became of its keys so far. Two are equal only if they are the same. */
    private static final class Progress {
        private final CascadeMessage message;
        private final Set<Key> open;
        private final List<Key> suspended = new ArrayList<>();
        private final List<Outcome.Refused> refused = new ArrayList<>();
        private final List<Outcome.Failed> failed = new ArrayList<>();

        private Progress(CascadeMessage message) {
            this.message = message;
            this.open = new HashSet<>(message.keys());
        }

        private boolean endsWellWith(Set<Key> going) {
            return suspended.isEmpty() && refused.isEmpty() && failed.isEmpty() && going.containsAll(open);
        }

        private void ended(Key key, Outcome outcome) {
            open.remove(key);
            switch (outcome) {
                case Outcome.Done _ -> {}
                case Outcome.Suspended _ -> suspended.add(key);
                case Outcome.Refused refusal -> refused.add(refusal);
                case Outcome.Failed failure -> failed.add(failure);
            }
        }

        /** A failure brings the whole message again, so it comes before everything; a refusal is final for its key. */
        private Verdict verdict() {
            if (!open.isEmpty()) {
                throw new IllegalStateException(open.size() + " keys have not ended");
            }
            if (!failed.isEmpty()) {
                return new Verdict(failed.getFirst(), List.of());
            }
            if (!refused.isEmpty()) {
                return new Verdict(refused.getFirst(), suspended);
            }
            return suspended.isEmpty()
                    ? new Verdict(new Outcome.Done(), List.of())
                    : new Verdict(new Outcome.Suspended(), suspended);
        }
    }
}
