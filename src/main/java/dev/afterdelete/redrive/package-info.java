/**
 * What becomes of what was refused? Dead letters and the refused debts of the outbox come in through the ports
 * {@code DeadLetters} and {@code RefusedDebts}; what a person chose among them goes back to the queue, or away. Who is
 * asked, and how it is shown, is not here.
 */
@NullMarked
package dev.afterdelete.redrive;

import org.jspecify.annotations.NullMarked;
