package dev.afterdelete.event;

import dev.afterdelete.fault.Fault;

/** What came of reading a message's body. */
public sealed interface Reading {
    /** The body is a message of this declaration. */
    record Understood(CascadeMessage message) implements Reading {}

    /** The body is none, and never will be; nothing of it may be carried out. */
    record Refused(Fault fault) implements Reading {}
}
