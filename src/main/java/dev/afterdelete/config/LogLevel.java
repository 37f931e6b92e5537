package dev.afterdelete.config;

/** How much a log line matters; later ones matter more. */
public enum LogLevel {
    /** What an operator may like to know. */
    INFO,
    /** What went wrong and is tried again. */
    WARN,
    /** What a person has to see to. */
    ERROR;

    /** Whether a line of this level is written where {@code least} is the least that is. */
    public boolean isTold(LogLevel least) {
        return compareTo(least) >= 0;
    }
}
