package dev.afterdelete.execute;

import dev.afterdelete.fault.Fault;

/** How a message ended. */
public sealed interface Outcome {
    /** Nothing refers to its rows any more, and the rows are gone. */
    record Done() implements Outcome {}

    /** A continuation carries the rest on. */
    record Suspended() implements Outcome {}

    /** It can never succeed; a person has to decide. */
    record Refused(Fault fault) implements Outcome {}

    /** It did not succeed this time, and has to be delivered again. */
    record Failed(Fault fault) implements Outcome {}
}
