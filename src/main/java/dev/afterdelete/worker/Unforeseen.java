package dev.afterdelete.worker;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import java.util.stream.Stream;

/** What is made of an exception that nobody meant to be thrown. */
final class Unforeseen {
    private Unforeseen() {}

    /**
     * The fault that it carries; or else one that says what broke and where, without its text, which may hold values.
     */
    static Fault fault(RuntimeException thrown) {
        if (thrown instanceof FaultException known) {
            return known.fault();
        }
        var place = Stream.of(thrown.getStackTrace())
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
        return new Fault(
                FaultCode.UNCLASSIFIED,
                "%s%s; this is a mistake in Afterdelete, worth a report"
                        .formatted(thrown.getClass().getName(), place));
    }
}
