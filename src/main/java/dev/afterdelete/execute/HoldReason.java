package dev.afterdelete.execute;

import java.util.Locale;

/** Why cascades are held back. A name never changes its meaning: metrics and log lines carry it. */
public enum HoldReason {
    /** The smallest attempt takes much longer than attempts should: the database is tired. */
    ATTEMPT_TIME("even a small attempt took more than twice the target time"),
    /** Rows are changed faster than replicas follow. */
    REPLICA_LAG("a replica is further behind than allowed, or does not replicate"),
    /** The server is busy with statements of others. */
    THREADS_RUNNING("the server runs more threads than allowed"),
    /** The operator allows only so many rows a second. */
    ROWS_PER_SECOND("as many rows were changed as are allowed for now");

    private final String meaning;

    HoldReason(String meaning) {
        this.meaning = meaning;
    }

    /** The name that metrics, log lines and documents use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is the matter, as one clause. */
    public String meaning() {
        return meaning;
    }
}
