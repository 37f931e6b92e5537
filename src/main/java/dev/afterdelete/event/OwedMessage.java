package dev.afterdelete.event;

/**
 * An outbox row: a cascade that somebody owes.
 *
 * @param id the row
 * @param body the message as the application wrote it, without {@code outbox}
 * @param tries how often the relay has taken it, this time included
 */
public record OwedMessage(long id, String body, int tries) {}
