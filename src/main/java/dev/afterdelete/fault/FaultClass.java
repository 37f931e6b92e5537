package dev.afterdelete.fault;

/** Whether trying again can help, and for whom it cannot. */
public enum FaultClass {
    /** Trying the same again can help: a deadlock, a lost connection, a failover. */
    TRANSIENT,
    /** The same work in smaller pieces can help: a row limit, a transaction that lasted too long. */
    TOO_LARGE,
    /** Trying again cannot help for this key or message, and says nothing about any other. */
    PERMANENT,
    /** Nothing of this batch can work until somebody changes the declaration, the schema or the access rights. */
    SYSTEMIC
}
