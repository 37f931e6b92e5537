package dev.afterdelete.fault;

import org.jspecify.annotations.Nullable;

/** A failure on its way to whoever can act on it. */
public final class FaultException extends RuntimeException {
    private final transient Fault fault;

    /**
     * Wraps a fault that has no other cause.
     *
     * @param fault what happened
     */
    public FaultException(Fault fault) {
        this(fault, null);
    }

    /**
     * Wraps a fault.
     *
     * @param fault what happened
     * @param cause what the driver or client threw
     */
    public FaultException(Fault fault, @Nullable Throwable cause) {
        super(fault.code() + ": " + fault.reason(), cause);
        this.fault = fault;
    }

    /** The exception of a fault that has no other cause. */
    public static FaultException of(FaultCode code, String reason) {
        return new FaultException(new Fault(code, reason));
    }

    /** What happened. */
    public Fault fault() {
        return fault;
    }
}
