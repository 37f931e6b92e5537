package dev.afterdelete.execute;

import dev.afterdelete.attempt.Attempt;
import dev.afterdelete.attempt.AttemptResult;
import dev.afterdelete.attempt.Rest;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.execute.CascadeExecutor.Means;
import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.execute.Throttle.HoldReason;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.transact.Bound;
import dev.afterdelete.transact.RowTally;
import dev.afterdelete.transact.Transaction;
import dev.afterdelete.work.WorkItem;
import dev.afterdelete.work.WorkQueue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** One call of {@link CascadeExecutor#execute}. */
final class Execution {
    /** So many that keys of a group stand alone after two or three descents. */
    private static final int PARTS = 16;

    private static final Set<FaultCode> MAYBE_OF_ONE_KEY = Set.of(FaultCode.LOCK_WAIT_TIMEOUT, FaultCode.UNCLASSIFIED);

    private final Means means;
    private final Surroundings surroundings;
    private final Throttle throttle;
    private final WorkQueue queue = new WorkQueue();
    private final RowTally rows = new RowTally();
    private final BackOff backOff;
    private final Askers askers;
    private final TimeBudget budget;
    private Fault idle = Fault.of(FaultCode.NOT_FINISHED);
    private boolean begun;

    Execution(Means means, Askers askers, TimeBudget budget) {
        this.means = means;
        this.surroundings = means.surroundings();
        this.throttle = means.throttle();
        this.backOff = new BackOff(Duration.ofMillis(50), Duration.ofSeconds(5), surroundings.random());
        this.askers = askers;
        this.budget = budget;
    }

    /** Carries {@code groups} out, and returns the rows that were changed. */
    RowTally run(List<KeyGroup> groups) {
        groups.forEach(group -> queue.add(WorkItem.of(group)));
        while (!queue.isEmpty() && !budget.isSpent()) {
            queue.take(surroundings.clock().instant()).ifPresentOrElse(this::inTurn, this::waitForNext);
        }
        leave(queue.drain());
        return rows;
    }

    private void waitForNext() {
        var wait = Duration.between(surroundings.clock().instant(), queue.nextReady());
        if (!budget.allows(wait)) {
            leave(queue.drain());
        } else if (wait.isPositive()) {
            surroundings.pause().pause(wait);
        }
    }

    private void inTurn(WorkItem item) {
        throttle.awaitTurn(budget).ifPresentOrElse(reason -> heldBack(item, reason), () -> attempt(item));
    }

    private void heldBack(WorkItem item, HoldReason reason) {
        idle = new Fault(FaultCode.HELD_BACK, FaultCode.HELD_BACK.meaning() + ": " + reason.word());
        queue.add(item);
        leave(queue.drain());
    }

    private void attempt(WorkItem taken) {
        try {
            var item = counted(taken);
            var begin = surroundings.clock().instant();
            var result = transact(item.group(), transaction -> carryOut(transaction, item));
            var end = surroundings.clock().instant();
            committed(item, result, Duration.between(begin, end));
        } catch (FaultException exception) {
            faulted(taken, exception.fault());
        }
    }

    /** What is small enough when it begins is carried to its end, however much is inserted meanwhile. */
    private WorkItem counted(WorkItem item) {
        var group = item.group();
        if (!group.isToBeCounted()) {
            return item;
        }
        return transact(group, transaction -> {
            Attempt.requireWithinCap(transaction, means.planner().plan(group.table()), group, budget::isSpent);
            return item.approved();
        });
    }

    /** Notes whether the transaction was begun: what fails before that fails for everything. */
    private <T> T transact(KeyGroup group, Function<Transaction, T> work) {
        begun = false;
        return means.database().transact(group.shard(), transaction -> {
            begun = true;
            return work.apply(transaction);
        });
    }

    private AttemptResult carryOut(Transaction transaction, WorkItem item) {
        var group = item.group();
        var limits = throttle.limits();
        var bound = new Bound(limits.maxRows(), surroundings.clock(), limits.targetTime());
        var fewerProvesNone = means.database().fewerProvesNone(group.shard());
        var result = new Attempt(transaction, means.graph(), means.planner(), bound, fewerProvesNone)
                .run(group, item.rest());
        if (result.isFinished()) {
            settle(transaction, group, askers.debtsEndingWith(group, group.keysWithout(result.live())));
        }
        return result;
    }

    private static void settle(Transaction transaction, KeyGroup group, Collection<Debt> debts) {
        if (!debts.isEmpty()) {
            group.movedFrom()
                    .ifPresentOrElse(
                            from -> transaction.settleMoved(debts, group.table(), from),
                            () -> transaction.settle(debts));
        }
    }

    private void committed(WorkItem item, AttemptResult result, Duration duration) {
        var group = item.group();
        rows.addAll(result.rows());
        throttle.spent(result.rows().total(), duration);
        tell(new Happening.AttemptEnded(
                group.table().name(), group.keys().size(), result.rows().byTable(), duration));
        end(group, result.live(), new Outcome.Refused(Fault.of(FaultCode.LIVE_PARENT)));
        if (!result.isFinished()) {
            item.only(group.keysWithout(result.live())).ifPresent(left -> goOn(left, result));
            return;
        }
        end(group, result.stale(), new Outcome.Done(1));
        end(group, group.keysWithout(result.kept()), new Outcome.Done());
    }

    private void goOn(WorkItem item, AttemptResult result) {
        if (item.group().isSingle() || result.rest() instanceof Rest.Copying) {
            queue.add(item.goingOn(result));
        } else {
            split(item, result);
        }
    }

    /** What only went down is not sent down again half by half: that would never get anywhere. */
    private void split(WorkItem item, AttemptResult result) {
        splitInto(item, result.rows().total() > 0 ? item.halves(true) : item.parts(PARTS));
    }

    private void split(WorkItem item) {
        splitInto(item, item.halves(false));
    }

    private void splitInto(WorkItem item, List<WorkItem> parts) {
        tell(new Happening.GroupSplit(
                item.group().table().name(), item.group().keys().size()));
        queue.addAll(parts);
    }

    private void faulted(WorkItem item, Fault fault) {
        var table = item.group().table().name();
        var keys = item.group().keys().size();
        tell(
                begun
                        ? new Happening.AttemptFaulted(table, keys, fault)
                        : new Happening.AttemptNotBegun(table, keys, fault));
        switch (fault.faultClass()) {
            case TRANSIENT -> tryAgain(item, fault);
            case TOO_LARGE -> trySmaller(item, fault);
            case PERMANENT -> isolate(item, fault);
            case SYSTEMIC -> endAlike(item, fault);
        }
    }

    /**
     * Rows that others hold, and errors that nobody knows, are told apart from the rest by splitting, like everything
     * else that is not everybody's.
     */
    private void tryAgain(WorkItem item, Fault fault) {
        if (MAYBE_OF_ONE_KEY.contains(fault.code()) && !item.group().isSingle()) {
            split(item);
        } else {
            queue.add(later(item, fault));
        }
    }

    private WorkItem later(WorkItem item, Fault fault) {
        var wait = backOff.after(item.trouble().count() + 1);
        return item.after(fault, surroundings.clock().instant().plus(wait));
    }

    private void trySmaller(WorkItem item, Fault fault) {
        throttle.tooMuch();
        if (item.group().isSingle()) {
            queue.add(later(item, fault));
        } else {
            split(item);
        }
    }

    private void isolate(WorkItem item, Fault fault) {
        if (item.group().isSingle()) {
            end(item, new Outcome.Refused(fault));
        } else {
            split(item);
        }
    }

    /**
     * What the server says of a statement holds for all keys that need it: those of this table. What it says before
     * that holds for everything.
     */
    private void endAlike(WorkItem item, Fault fault) {
        var alike = begun ? queue.drain(item::sharesPlanWith) : queue.drain();
        var failed = new Outcome.Failed(fault, begun ? Outcome.Reach.TABLE : Outcome.Reach.EVERYTHING);
        end(item, failed);
        alike.forEach(each -> end(each, failed));
    }

    /** The budget ended: what has got on is carried on; what has not is delivered again, and counted. */
    private void leave(List<WorkItem> items) {
        new Leftover(means.graph(), means.planner())
                .of(items, rows.total() > 0, idle)
                .forEach(this::end);
    }

    private void end(WorkItem item, Outcome outcome) {
        end(item.group(), item.group().keys(), outcome);
    }

    private void end(KeyGroup group, List<Key> keys, Outcome outcome) {
        if (!keys.isEmpty()) {
            askers.ended(group, keys, outcome);
        }
    }

    private void tell(Happening happening) {
        surroundings.listener().on(happening);
    }
}
