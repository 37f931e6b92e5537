package dev.afterdelete.fault;

/**
 * The stable name of one kind of failure. It is counted in metrics, travels with a dead letter and is listed in
 * {@code docs/message-format.md}; a name never changes its meaning.
 */
public enum FaultCode {
    // The message is not one.
    EMPTY_BODY(FaultClass.PERMANENT, "the body is null, empty or blank"),
    MESSAGE_TOO_LARGE(FaultClass.PERMANENT, "the body is longer than 256 KiB"),
    MALFORMED_JSON(FaultClass.PERMANENT, "the body is not one JSON object in UTF-8, or something follows it"),
    NESTING_TOO_DEEP(FaultClass.PERMANENT, "the body nests deeper than allowed"),
    DUPLICATE_FIELD(FaultClass.PERMANENT, "a JSON object names one field twice"),
    UNKNOWN_FIELD(FaultClass.PERMANENT, "the message has a field that is not part of the format"),
    MISSING_FIELD(FaultClass.PERMANENT, "the message lacks a field that it needs"),
    CONFLICTING_FIELDS(FaultClass.PERMANENT, "two fields of the message exclude each other"),
    INVALID_FIELD(FaultClass.PERMANENT, "a field of the message has a type, shape or length that it must not have"),
    SNS_ENVELOPE(FaultClass.PERMANENT, "the body is an SNS envelope: switch on raw message delivery"),
    UNKNOWN_ACTION(FaultClass.PERMANENT, "the action is neither deleted nor updated"),
    UNKNOWN_TABLE(FaultClass.PERMANENT, "the table is not declared, or none is named and there is no default"),
    INVALID_KEY(FaultClass.PERMANENT, "a key has another type, shape or range than its table declares"),
    ZERO_KEY(FaultClass.PERMANENT, "a key is 0 or empty (not set?), and the table does not say zeroKey: true"),

    // The row says no.
    LIVE_PARENT(FaultClass.PERMANENT, "the row still stands, and its table says onLiveParent: refuse"),
    CREATION_UNCLEAR(
            FaultClass.PERMANENT,
            "a row stands that was created within a second of the deletion, or nobody knows when"),
    CAP_EXCEEDED(FaultClass.PERMANENT, "the cascade is larger than the cap of its table, and nobody has approved it"),
    RESTRICTED(FaultClass.PERMANENT, "a child row that would stay forbids it"),
    DEFAULT_IS_GOING(FaultClass.PERMANENT, "the default of a reference is the very row that goes"),
    REFERENCE_UNKNOWN(FaultClass.PERMANENT, "the row is gone, and nobody says what its other unique columns held"),
    KEY_REUSED(FaultClass.PERMANENT, "another row stands at the old key: re-created, or swapped"),
    OVERTAKEN(FaultClass.PERMANENT, "no row stands at the new key: a later change overtook this one"),
    ON_UPDATE_UNDECLARED(FaultClass.PERMANENT, "a relation that a key update touches declares no onUpdate"),
    CONSTRAINT_VIOLATED(FaultClass.PERMANENT, "a constraint of the database forbids the change"),
    DATA_REJECTED(FaultClass.PERMANENT, "the database rejects a value of this key"),
    PARENT_CAME(FaultClass.PERMANENT, "the parent of an orphan came while the orphan was being fixed"),

    AMBIGUOUS_KEY(FaultClass.PERMANENT, "a row goes by another spelling of its key, so its keys are done one by one"),

    // The database cannot just now.
    DEADLOCK(FaultClass.TRANSIENT, "the database chose this transaction to end a deadlock"),
    LOCK_WAIT_TIMEOUT(FaultClass.TRANSIENT, "another transaction held a lock for too long"),
    ROW_CAME_BACK(FaultClass.TRANSIENT, "the row came back while an attempt was at what hung from the one before it"),
    CONNECTION_LOST(FaultClass.TRANSIENT, "the connection broke; whether the last commit arrived is unknown"),
    TOO_MANY_CONNECTIONS(FaultClass.TRANSIENT, "the database has no connection left"),
    READ_ONLY(FaultClass.TRANSIENT, "the server is read-only, as after a failover"),
    DATABASE_BUSY(FaultClass.TRANSIENT, "the database sheds load or is being replaced"),
    QUERY_INTERRUPTED(FaultClass.TRANSIENT, "the statement was killed"),
    DISK_FULL(FaultClass.TRANSIENT, "the server has no space left"),
    SEND_FAILED(FaultClass.TRANSIENT, "a message could not be handed to the queue"),
    QUEUE_UNAVAILABLE(FaultClass.TRANSIENT, "a queue did not answer, or not as it was asked"),
    NOT_FINISHED(FaultClass.TRANSIENT, "the time budget ended, and this invocation changed no row"),
    HELD_BACK(FaultClass.TRANSIENT, "the throttle held back until the time budget ended, and no row was changed"),
    UNCLASSIFIED(FaultClass.TRANSIENT, "an error that has no class yet"),

    // Too much at once.
    STATEMENT_TIMEOUT(FaultClass.TOO_LARGE, "the statement or its transaction lasted longer than the server allows"),
    ROW_LIMIT(FaultClass.TOO_LARGE, "the statement matched more rows than the server allows"),
    PACKET_TOO_LARGE(FaultClass.TOO_LARGE, "the statement is longer than the server accepts"),

    // Nothing can work.
    CANNOT_CONNECT(FaultClass.SYSTEMIC, "the database cannot be reached"),
    ACCESS_DENIED(FaultClass.SYSTEMIC, "access is denied, by the database or to a secret"),
    SCHEMA_MISMATCH(FaultClass.SYSTEMIC, "the live schema is not what the declaration, or a trigger, expects"),
    UNSUPPORTED_STATEMENT(FaultClass.SYSTEMIC, "the server does not accept this form of statement"),
    INVALID_CONFIGURATION(FaultClass.SYSTEMIC, "a setting or the declaration cannot be used");

    private final FaultClass faultClass;
    private final String meaning;

    FaultCode(FaultClass faultClass, String meaning) {
        this.faultClass = faultClass;
        this.meaning = meaning;
    }

    /** Whether trying again can help. */
    public FaultClass faultClass() {
        return faultClass;
    }

    /** What happened, as one clause that can stand alone in a log line. */
    public String meaning() {
        return meaning;
    }
}
