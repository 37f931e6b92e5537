package dev.afterdelete.sweep;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.OwedMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.event.Reading;
import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.KeyValue.StringValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Sends again what is still owed: whatever the commit wrote down and the send then lost. */
public final class OutboxRelay {
    /** How many rows are taken and sent together; what SQS takes in one call. */
    static final int BATCH = 10;

    private static final Reading MISPLACED = new Reading.Refused(new Fault(
            FaultCode.CONFLICTING_FIELDS,
            "shard_key names another shard than the message: expected that of its rows, and all of them on one"));

    private static final int FORGOTTEN_AT_ONCE = 1_000;

    /** A message for the queue; several shards may have a row of the same number. */
    private record Ready(long row, OutgoingMessage message) {}

    private interface NotSent {
        void row(long id, Fault fault);
    }

    private final Outbox outbox;
    private final MessageFormat format;
    private final Publisher publisher;
    private final RelayPolicy policy;
    private final RandomGenerator random;

    /** Relays from {@code outbox} to {@code publisher}. */
    public OutboxRelay(
            Outbox outbox, MessageFormat format, Publisher publisher, RelayPolicy policy, RandomGenerator random) {
        this.outbox = outbox;
        this.format = format;
        this.publisher = publisher;
        this.policy = policy;
        this.random = random;
    }

    /**
     * Sends every row that is due, until none is or the budget ends. A row that cannot be sent comes due again; one
     * whose message can never be read, or names another shard than the row, is marked as refused. In the end, rows that
     * were kept as a trace for long enough are removed.
     *
     * @throws dev.afterdelete.fault.FaultException when the database does not do it; what was taken comes due again
     */
    public RelayReport relay(TimeBudget budget, CascadeListener listener) {
        var report = RelayReport.NOTHING;
        var faults = new LinkedHashSet<Fault>();
        while (!budget.isSpent()) {
            var due = outbox.takeDue(BATCH, this::rest);
            if (due.isEmpty()) {
                forget(budget);
                return report;
            }
            var sent = send(due, (outbox, fault) -> {
                if (faults.add(fault)) {
                    listener.on(new Happening.NotRelayed(outbox, fault));
                }
            });
            listener.on(new Happening.Relayed(sent.sent(), sent.unsent(), sent.refused()));
            report = report.plus(sent);
        }
        return report;
    }

    private void forget(TimeBudget budget) {
        while (!budget.isSpent() && outbox.forgetDone(policy.trace(), FORGOTTEN_AT_ONCE) == FORGOTTEN_AT_ONCE) {
            // another page
        }
    }

    private RelayReport send(List<OwedMessage> due, NotSent notSent) {
        var ready = new ArrayList<Ready>();
        for (var owed : due) {
            switch (read(owed)) {
                case Reading.Understood(var message) ->
                    ready.add(new Ready(
                            owed.id(),
                            OutgoingMessage.of(message.owing(owed.debt()).with(owed.approval()), format)));
                case Reading.Refused(var fault) -> {
                    outbox.refuse(owed.debt(), fault);
                    notSent.row(owed.id(), fault);
                }
            }
        }
        var unsent = ready.isEmpty() ? 0 : publish(ready, notSent);
        return new RelayReport(ready.size() - unsent, unsent, due.size() - ready.size());
    }

    /** Returns how many could not be sent. */
    private int publish(List<Ready> ready, NotSent notSent) {
        var messages = ready.stream().map(Ready::message).toList();
        var faults = publisher.publish(messages).iterator();
        var unsent = 0;
        for (var owed : ready) {
            var fault = faults.next();
            fault.ifPresent(why -> notSent.row(owed.row(), why));
            unsent += fault.isPresent() ? 1 : 0;
        }
        return unsent;
    }

    private Reading read(OwedMessage owed) {
        return switch (format.read(owed.body())) {
            case Reading.Understood(var message) when !liesBeside(owed, message) -> MISPLACED;
            case Reading.Understood understood -> understood;
            case Reading.Refused refused -> refused;
        };
    }

    /** Only there is it settled, in the transaction of its rows; a row that lies elsewhere would be sent for ever. */
    private static boolean liesBeside(OwedMessage owed, CascadeMessage message) {
        var shards = message.keysByShard().keySet();
        return shards.size() == 1 && isAlike(owed.shard(), shards.iterator().next());
    }

    /** Upper and lower case may be one to the column, and to its vindex. */
    private static boolean isAlike(Optional<KeyValue> shard, Optional<KeyValue> other) {
        return shard.equals(other)
                || (shard.isPresent()
                        && shard.get() instanceof StringValue(var text)
                        && other.isPresent()
                        && other.get() instanceof StringValue(var otherText)
                        && text.equalsIgnoreCase(otherText));
    }

    /** With jitter, so that what was owed together does not come due together for ever. */
    private Duration rest(int tries) {
        var whole = policy.restAfter(tries).toMillis();
        return Duration.ofMillis(whole - random.nextLong(whole / 4 + 1));
    }
}
