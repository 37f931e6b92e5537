package dev.afterdelete.cli.redrive;

/** What is to be done with chosen messages. */
public enum Deed {
    /** They go back to the queue. */
    SEND("send back", "sent back"),
    /** They go back to the queue, each let through once although its cascade is over its table's cap. */
    APPROVE("approve and send back", "approved and sent back"),
    /** They go for good. */
    DROP("drop for good", "dropped");

    private final String infinitive;
    private final String participle;

    Deed(String infinitive, String participle) {
        this.infinitive = infinitive;
        this.participle = participle;
    }

    /** As in "to send back". */
    String infinitive() {
        return infinitive;
    }

    /** As in "they were sent back". */
    String participle() {
        return participle;
    }
}
