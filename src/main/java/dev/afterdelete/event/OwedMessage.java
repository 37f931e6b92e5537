package dev.afterdelete.event;

import java.util.Optional;

/**
 * An outbox row: a cascade that somebody owes.
 *
 * @param id the row
 * @param body the message as the application wrote it, without {@code outbox}
 * @param table the table of the message where the body names none
 * @param tenant the queue's fairness group
 * @param tries how often it has been sent by the relay
 */
public record OwedMessage(long id, String body, Optional<String> table, Optional<String> tenant, int tries) {}
