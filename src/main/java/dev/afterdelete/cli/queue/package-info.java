/** How does a person see to the queue? What RabbitMQ has to hold is printed, compared and made. */
@NullMarked
package dev.afterdelete.cli.queue;

import org.jspecify.annotations.NullMarked;
