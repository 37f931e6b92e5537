package dev.afterdelete.live;

/**
 * A trigger.
 *
 * @param name as in the database
 * @param event {@code INSERT}, {@code UPDATE} or {@code DELETE}
 */
public record LiveTrigger(String name, String event) {}
