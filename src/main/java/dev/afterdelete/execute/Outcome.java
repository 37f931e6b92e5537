package dev.afterdelete.execute;

import dev.afterdelete.event.Change.CopyPosition;
import dev.afterdelete.event.Change.Descent;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultClass;
import java.util.Optional;

/** How a message ended. */
public sealed interface Outcome {
    /**
     * Nothing refers to its rows any more, and the rows are gone.
     *
     * @param stale of how many rows that is not so, because another row that was created later stands in their place
     */
    record Done(int stale) implements Outcome {
        /** Of all rows it is so. */
        public Done() {
            this(0);
        }
    }

    /**
     * A continuation carries the rest on.
     *
     * @param copied how far copying has come; empty where nothing is copied
     * @param descent the way down that was found; empty where it is short, or cannot be taken up
     */
    record Suspended(Optional<CopyPosition> copied, Optional<Descent> descent) implements Outcome {
        /** Where everything that is left to do is what the tables still show. */
        public static final Suspended IN_THE_DATA = new Suspended(Optional.empty(), Optional.empty());
    }

    /** It can never succeed; a person has to decide. */
    record Refused(Fault fault) implements Outcome {}

    /**
     * It did not succeed this time, and has to be delivered again.
     *
     * @param reach what else would not, just now
     */
    record Failed(Fault fault, Reach reach) implements Outcome {
        /** A permanent fault is the message's own; what else nobody has narrowed down may be everybody's. */
        public Failed(Fault fault) {
            this(fault, fault.faultClass() == FaultClass.PERMANENT ? Reach.MESSAGE : Reach.EVERYTHING);
        }
    }

    /** How far a failure reaches. */
    enum Reach {
        /** Other messages may succeed. */
        MESSAGE,
        /** Messages about other tables may. */
        TABLE,
        /** No other message is known to fare better. */
        EVERYTHING
    }

    /** Whether the queue may forget the message. */
    default boolean mayBeForgotten() {
        return switch (this) {
            case Done _, Suspended _, Refused _ -> true;
            case Failed _ -> false; // counts towards maxReceiveCount
        };
    }
}
