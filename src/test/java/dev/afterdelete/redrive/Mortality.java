package dev.afterdelete.redrive;

import dev.afterdelete.event.Publisher;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What can go wrong at a call to a port: the process dies before it or after it, or the port says no. */
final class Mortality {
    /** At which call, counted from 1, the process dies. */
    int diesAt = Integer.MAX_VALUE;

    /** Whether that call was made. */
    boolean afterwards;

    /** The name of the call that never succeeds; empty for none. */
    String failing = "";

    private int calls;
    private boolean dead;

    /** The process is gone, and nothing that it would have done in the end is done. */
    static final class Death extends Error {}

    /** Lets the next process live. */
    void revive() {
        diesAt = Integer.MAX_VALUE;
        dead = false;
    }

    DeadLetters over(DeadLetters letters) {
        return new DeadLetters() {
            @Override
            public Census census() {
                return call("census", letters::census);
            }

            @Override
            public List<BuriedLetter> take(Duration hidden) {
                return call("take", () -> letters.take(hidden));
            }

            @Override
            public List<Optional<Fault>> remove(List<BuriedLetter> some) {
                return failing.equals("remove")
                        ? some.stream().map(_ -> Optional.of(fault())).toList()
                        : call("remove", () -> letters.remove(some));
            }

            @Override
            public int giveBack(Collection<String> receipts) {
                return dead ? receipts.size() : call("giveBack", () -> letters.giveBack(receipts));
            }
        };
    }

    RefusedDebts over(RefusedDebts debts) {
        return new RefusedDebts() {
            @Override
            public List<RefusedDebt> page(long after, int limit) {
                return call("page", () -> debts.page(after, limit));
            }

            @Override
            public int rearm(Collection<Long> ids, Duration pause) {
                return call("rearm", () -> debts.rearm(ids, pause));
            }

            @Override
            public int forgive(Collection<Long> ids) {
                return call("forgive", () -> debts.forgive(ids));
            }
        };
    }

    Publisher over(Publisher queue) {
        return messages -> call("publish", () -> queue.publish(messages));
    }

    private <T> T call(String name, Supplier<T> call) {
        if (dead) {
            throw new Death();
        }
        if (failing.equals(name)) {
            throw new FaultException(fault());
        }
        var last = ++calls == diesAt;
        if (last && !afterwards) {
            die();
        }
        var answer = call.get();
        if (last) {
            die();
        }
        return answer;
    }

    private void die() {
        dead = true;
        throw new Death();
    }

    private static Fault fault() {
        return new Fault(FaultCode.QUEUE_UNAVAILABLE, "told to fail");
    }
}
