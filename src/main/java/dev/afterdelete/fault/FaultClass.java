package dev.afterdelete.fault;

/** Whether trying again can help, and for whom it cannot. */
public enum FaultClass {
    /** Trying the same again can help: a deadlock, a lost connection, a failover. */
    TRANSIENT,
    /** The same work in smaller pieces can help: a row limit, a transaction that lasted too long. */
    TOO_LARGE,
    /** Trying again cannot help for this key or message, and says nothing about any other. */
    PERMANENT,
    /**
     * Trying again cannot help until somebody changes the declaration, the schema or the access rights: not what needs
     * the same statement, or nothing at all where no statement could be made.
     */
    SYSTEMIC
}
