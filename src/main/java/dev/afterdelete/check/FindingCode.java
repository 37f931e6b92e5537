package dev.afterdelete.check;

import dev.afterdelete.gate.Difference;

/**
 * The stable name of one kind of finding. It is listed in {@code docs/checking.md}; a name never changes its meaning.
 */
public enum FindingCode {
    // The declaration is about something else, or not finished.
    WRONG_DATABASE(Severity.ERROR, "none of the declared tables is in this database"),
    UNDECIDED(Severity.ERROR, "an action is left for a person to decide"),
    UNKNOWN_TABLE(Severity.ERROR, "a declared table is not in the database, or the user may not see it"),
    UNKNOWN_COLUMN(Severity.ERROR, "a declared column is not in its table"),
    TABLE_TWICE(Severity.ERROR, "two declared tables are one table of the database"),
    NOT_A_TABLE(Severity.ERROR, "what is declared as a table is a view"),

    // A statement could take other rows than are meant.
    KEY_TYPE_MISMATCH(Severity.ERROR, "the declared type of a key column is not the column's"),
    KEY_NOT_UNIQUE(Severity.ERROR, "several rows may share what is declared as a key"),
    KEY_NULLABLE(Severity.ERROR, "a row need not have a key: a column of it may be NULL"),
    KEY_ENUM(Severity.ERROR, "a column of a key is an ENUM, which is ordered otherwise than it is compared"),
    PREFIX_INDEX(
            Severity.ERROR,
            "an index holds the beginning of a text that is looked up, and its collation calls texts equal that begin differently"),
    SHARD_NULLABLE(Severity.ERROR, "a row need not say on which shard it lies: its shard column may be NULL"),
    SHARD_MISMATCH(Severity.ERROR, "a vtgate sends statements elsewhere than to the shard that `shardBy` names"),
    REFERENCE_TYPE_MISMATCH(Severity.ERROR, "a reference is compared with its parent only by conversion"),
    REFERENCE_COLLATION_WIDER(Severity.ERROR, "a reference calls texts equal that its parent tells apart"),
    CONSTANT_REJECTED(Severity.ERROR, "the column of a `where` can never hold its constant, or only by conversion"),
    CREATED_AT_MISMATCH(Severity.ERROR, "the column of `createdAt` does not hold a date with a time of day"),
    SOFT_DELETE_MISMATCH(Severity.ERROR, "the column of a `softDelete` is of the wrong kind"),
    STAMPED_COLUMN(Severity.ERROR, "the column of a `softDelete` or `createdAt` gets the time of every update"),

    // An action that the database does not carry out.
    SET_NULL_ON_NOT_NULL(Severity.ERROR, "a column that is to become NULL is NOT NULL"),
    DEFAULT_REJECTED(Severity.ERROR, "the column rejects the value of `default`"),
    REFERENCE_DOES_NOT_FIT(Severity.ERROR, "a reference would keep a key that is moved to it as another one"),
    GENERATED_COLUMN(Severity.ERROR, "a column that is to be set is computed by the database"),
    OUTBOX_MISMATCH(
            Severity.ERROR, "the outbox has no fitting `shard_key` where tables are sharded, or one where none is"),
    NOT_TRANSACTIONAL(Severity.ERROR, "the storage engine of a table cannot roll back"),
    FOREIGN_KEY_UNDECLARED(Severity.ERROR, "a native foreign key on a declared parent is not declared"),
    FOREIGN_KEY_ELSEWHERE(Severity.ERROR, "a native foreign key on the columns of a reference leads to another table"),
    FOREIGN_KEY_CONTRADICTS(Severity.ERROR, "a native foreign key does what the declaration says not to do"),

    // It works, at a price.
    SCATTERED(Severity.WARNING, "tables lie on several shards, and no `shardBy` says on which a row lies"),
    REFERENCE_NOT_INDEXED(Severity.WARNING, "no index begins with the columns of a reference"),
    REFERENCE_TYPE_DIFFERS(Severity.WARNING, "a reference has another size, sign, length or type than its parent"),
    REFERENCE_COLLATION_DIFFERS(Severity.WARNING, "a reference has another character set or collation than its parent"),
    UNDECLARED_REFERENCE(Severity.WARNING, "a column looks like a reference to a declared parent, and is not declared"),
    FOREIGN_KEY_CASCADES(Severity.WARNING, "a native foreign key does the same in one transaction of any size"),
    FOREIGN_KEY_REFUSES(Severity.WARNING, "a native foreign key refuses to delete the parent before its children"),
    FOREIGN_KEY_UNSEEN(Severity.WARNING, "a native foreign key does something that the user may not see"),
    SOFT_DELETE_GENERATED(
            Severity.WARNING,
            "the column of a `softDelete` is computed, so that the strategy `scheduled` cannot set it"),
    TRIGGER(Severity.WARNING, "a trigger runs with each row that is deleted or updated"),

    // Good to know.
    TIME_WITHOUT_ZONE(Severity.INFO, "a DATETIME decides whether a row may go: it is read as UTC"),
    ON_UPDATE_UNSAID(Severity.INFO, "relations do not say what follows when a key changes"),
    REFERENCES_ELSEWHERE(Severity.INFO, "columns look like references between tables that are not declared"),
    TABLES_OUTSIDE(Severity.INFO, "tables take part in no relation");

    private final Severity severity;
    private final String meaning;

    FindingCode(Severity severity, String meaning) {
        this.severity = severity;
        this.meaning = meaning;
    }

    /** The code of what lets no statement run. */
    static FindingCode of(Difference.Kind kind) {
        return switch (kind) {
            case UNKNOWN_TABLE -> UNKNOWN_TABLE;
            case UNKNOWN_COLUMN -> UNKNOWN_COLUMN;
            case TABLE_TWICE -> TABLE_TWICE;
            case KEY_TYPE_MISMATCH -> KEY_TYPE_MISMATCH;
            case KEY_NOT_UNIQUE -> KEY_NOT_UNIQUE;
            case KEY_NULLABLE -> KEY_NULLABLE;
            case KEY_ENUM -> KEY_ENUM;
            case PREFIX_INDEX -> PREFIX_INDEX;
            case SHARD_NULLABLE -> SHARD_NULLABLE;
            case REFERENCE_TYPE_MISMATCH -> REFERENCE_TYPE_MISMATCH;
            case REFERENCE_COLLATION_WIDER -> REFERENCE_COLLATION_WIDER;
            case CONSTANT_REJECTED -> CONSTANT_REJECTED;
            case CREATED_AT_MISMATCH -> CREATED_AT_MISMATCH;
            case SOFT_DELETE_MISMATCH -> SOFT_DELETE_MISMATCH;
            case STAMPED_COLUMN -> STAMPED_COLUMN;
            case SET_NULL_ON_NOT_NULL -> SET_NULL_ON_NOT_NULL;
            case DEFAULT_REJECTED -> DEFAULT_REJECTED;
            case REFERENCE_DOES_NOT_FIT -> REFERENCE_DOES_NOT_FIT;
            case GENERATED_COLUMN -> GENERATED_COLUMN;
        };
    }

    /** How much it matters. */
    public Severity severity() {
        return severity;
    }

    /** What is the matter, as one clause of Markdown. */
    public String meaning() {
        return meaning;
    }
}
