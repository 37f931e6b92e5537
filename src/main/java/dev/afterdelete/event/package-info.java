/**
 * What happened, and how is it carried? Deliveries come in; messages go out through the ports {@code Publisher},
 * {@code DeadLetterQueue} and {@code Outbox}. How a message is spelled in JSON is not here: {@code MessageFormat} is a
 * port too.
 */
@NullMarked
package dev.afterdelete.event;

import org.jspecify.annotations.NullMarked;
