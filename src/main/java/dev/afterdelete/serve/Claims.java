package dev.afterdelete.serve;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.Reading;
import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultClass;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Holds the outbox rows that messages name against what these rows owe: a producer that names another one would clear a
 * debt that nobody has paid. Only first messages are asked; the relay and continuations took the row's number from the
 * row.
 */
final class Claims {
    private final MessageFormat format;
    private final Outbox outbox;
    private final CascadeListener listener;

    Claims(MessageFormat format, Outbox outbox, CascadeListener listener) {
        this.format = format;
        this.outbox = outbox;
        this.listener = listener;
    }

    /** What a message's claim to an outbox row came to. */
    sealed interface Claim {
        /**
         * It is known.
         *
         * @param message owed to the row if the message covers what the row owes, and to nobody otherwise
         */
        record Settled(CascadeMessage message) implements Claim {}

        /** The database did not say it, or not in time. */
        record Open(Fault fault) implements Claim {}
    }

    /**
     * The claim of each of {@code messages}, in their order. What is not looked at before the budget ends is open:
     * nothing of it is carried out, and nothing is lost.
     */
    List<Claim> of(List<CascadeMessage> messages, TimeBudget budget) {
        try {
            var owed = owedTo(messages, budget);
            return messages.stream().map(message -> claim(message, owed)).toList();
        } catch (FaultException away) {
            return messages.stream()
                    .<Claim>map(_ -> new Claim.Open(away.fault()))
                    .toList();
        }
    }

    /**
     * What rows owe.
     *
     * @param bodies their messages; without those that are gone
     * @param faults why it is not known of others
     */
    private record Owed(Map<Debt, String> bodies, Map<Debt, Fault> faults) {
        void isUnknown(List<Debt> debts, Fault fault) {
            debts.forEach(debt -> faults.put(debt, fault));
        }
    }

    /** @throws FaultException when there is no connection, and none of the messages can be carried out */
    private Owed owedTo(List<CascadeMessage> messages, TimeBudget budget) {
        var owed = new Owed(new HashMap<>(), new HashMap<>());
        messages.stream()
                .flatMap(message -> message.envelope().debt().stream())
                .filter(Claims::isFirst)
                .distinct()
                .collect(Collectors.groupingBy(Debt::shard))
                .values()
                .forEach(debts -> read(debts, owed, budget));
        return owed;
    }

    private static boolean isFirst(Debt debt) {
        return debt.turn() == 0;
    }

    /** Those of one shard: where a read fails, the next one would too. */
    private void read(List<Debt> debts, Owed owed, TimeBudget budget) {
        for (var from = 0; from < debts.size(); from += Outbox.AT_ONCE) {
            if (budget.isSpent()) {
                owed.isUnknown(debts.subList(from, debts.size()), Fault.of(FaultCode.NOT_FINISHED));
                return;
            }
            try {
                var page = debts.subList(from, Math.min(from + Outbox.AT_ONCE, debts.size()));
                owed.bodies.putAll(bodies(page, budget));
            } catch (FaultException unknown) {
                if (unknown.fault().code() == FaultCode.CANNOT_CONNECT) {
                    throw unknown;
                }
                owed.isUnknown(debts.subList(from, debts.size()), unknown.fault());
                return;
            }
        }
    }

    /** Once more where that can help: the connection may have broken since the last batch. */
    private Map<Debt, String> bodies(Collection<Debt> debts, TimeBudget budget) {
        try {
            return outbox.bodies(debts);
        } catch (FaultException fault) {
            if (fault.fault().faultClass() != FaultClass.TRANSIENT || budget.isSpent()) {
                throw fault;
            }
            return outbox.bodies(debts);
        }
    }

    private Claim claim(CascadeMessage message, Owed owed) {
        var debt = message.envelope().debt().filter(Claims::isFirst);
        if (debt.isEmpty()) {
            return new Claim.Settled(message);
        }
        var fault = owed.faults.get(debt.get());
        if (fault != null) {
            return new Claim.Open(fault);
        }
        var body = Optional.ofNullable(owed.bodies.get(debt.get()));
        if (body.filter(text -> isCovered(text, message)).isPresent()) {
            return new Claim.Settled(message);
        }
        if (body.isEmpty() && message.change() instanceof Change.Rekeyed) {
            return new Claim.Settled(message); // where the row went is looked for from the debt on, though it is gone
        }
        body.ifPresent(_ -> listener.on(new Happening.Misdirected(
                message.envelope().cascade(), debt.get().outbox())));
        return new Claim.Settled(message.withoutDebt());
    }

    private boolean isCovered(String body, CascadeMessage message) {
        return format.read(body) instanceof Reading.Understood(var owed) && message.covers(owed);
    }
}
