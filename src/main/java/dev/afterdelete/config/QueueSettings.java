package dev.afterdelete.config;

import java.net.URI;
import java.util.Optional;

/**
 * Where messages go.
 *
 * @param queueUrl where messages and continuations are sent
 * @param deadLetterQueueUrl where refused messages are sent; another queue
 */
public record QueueSettings(Optional<URI> queueUrl, Optional<URI> deadLetterQueueUrl) {}
