package dev.afterdelete.fault;

import java.util.Objects;

/**
 * One failure: its stable code, and in a sentence what happened, what was expected and what to do.
 *
 * @param code the stable name
 * @param reason for a person; it holds no value of any row
 */
public record Fault(FaultCode code, String reason) {
    public Fault {
        Objects.requireNonNull(code, "code");
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a fault needs a reason");
        }
    }

    /** The fault whose reason is the meaning of its code. */
    public static Fault of(FaultCode code) {
        return new Fault(code, code.meaning());
    }

    /** Whether trying again can help. */
    public FaultClass faultClass() {
        return code.faultClass();
    }
}
