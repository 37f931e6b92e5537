package dev.afterdelete.lambda;

import java.io.IOException;

/** The payload of an invocation is not the JSON of the event that its handler takes; no part of it has been handled. */
public final class UnreadableEventException extends RuntimeException {
    UnreadableEventException(String event, IOException cause) {
        super("the payload is not the JSON of a " + event, cause);
    }
}
