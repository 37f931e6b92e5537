package dev.afterdelete.event;

import java.util.Optional;

/**
 * A message ready to be sent.
 *
 * @param body as {@link MessageFormat#write} made it
 * @param tenant the queue's fairness group
 */
public record OutgoingMessage(String body, Optional<String> tenant) {}
