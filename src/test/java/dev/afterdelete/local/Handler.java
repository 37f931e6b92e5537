package dev.afterdelete.local;

import dev.afterdelete.lambda.ApiHandler;
import dev.afterdelete.lambda.CleanupHandler;
import dev.afterdelete.lambda.SweepHandler;

/** The handlers that are deployed, each as a function of its own. */
public enum Handler {
    /** Consumes the queue. */
    CLEANUP(CleanupHandler.class),
    /** Answers requests. */
    API(ApiHandler.class),
    /** Follows the schedule. */
    SWEEP(SweepHandler.class);

    private final Class<?> type;

    Handler(Class<?> type) {
        this.type = type;
    }

    String className() {
        return type.getName();
    }
}
