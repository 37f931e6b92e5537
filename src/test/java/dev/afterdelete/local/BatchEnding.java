package dev.afterdelete.local;

/** How one round of an event source mapping ended. */
public sealed interface BatchEnding {
    /** The queue gave nothing. */
    record Idle() implements BatchEnding {}

    /**
     * The function answered; what succeeded is deleted from the queue, what failed stays.
     *
     * @param succeeded messages that are gone
     * @param failed messages that come again when their visibility timeout ends
     */
    record Answered(int succeeded, int failed) implements BatchEnding {}

    /**
     * The function ended with an error, or its answer could not be understood: all stays on the queue.
     *
     * @param failed messages that come again when their visibility timeout ends
     * @param reason for a person
     */
    record Rejected(int failed, String reason) implements BatchEnding {}

    /**
     * The queue itself failed; nothing is known about the batch.
     *
     * @param reason for a person
     */
    record Unreachable(String reason) implements BatchEnding {}
}
