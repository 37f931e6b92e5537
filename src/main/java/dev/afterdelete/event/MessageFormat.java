package dev.afterdelete.event;

/** How a message is written on a queue and in the outbox. */
public interface MessageFormat {
    /**
     * Reads a body strictly: whatever is not exactly a message of the declaration is {@link Reading.Refused}, with the
     * code that says why. Never throws for what a body holds, whatever it holds.
     *
     * @param body as delivered
     */
    Reading read(String body);

    /**
     * Writes a message such that {@link #read} gives an equal one, but for its approval, which travels beside the body.
     *
     * @return a JSON object on one line
     */
    String write(CascadeMessage message);
}
