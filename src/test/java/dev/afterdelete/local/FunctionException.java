package dev.afterdelete.local;

import org.jspecify.annotations.Nullable;

/** What a function answers with when it fails: its error type and message, as its invoker sees them. */
public final class FunctionException extends RuntimeException {
    private final String type;

    /** An error that the function reported itself, or that was found without another cause. */
    public FunctionException(String type, String message) {
        this(type, message, null);
    }

    /**
     * An error of a function.
     *
     * @param type the class of what was thrown, or Lambda's own name for it
     * @param message for a person
     * @param cause what was thrown, where it was thrown in this process
     */
    public FunctionException(String type, String message, @Nullable Throwable cause) {
        super(type + ": " + message, cause);
        this.type = type;
    }

    /** The class of what was thrown, or Lambda's own name for it. */
    public String type() {
        return type;
    }
}
