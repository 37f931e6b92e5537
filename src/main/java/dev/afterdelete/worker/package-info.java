/**
 * What takes messages off a queue where there is no Lambda? Messages come in from a source; deliveries go out to
 * whoever carries them out, and how they ended goes back to the source. What a queue is, and what a delivery leads to,
 * is not here.
 */
@NullMarked
package dev.afterdelete.worker;

import org.jspecify.annotations.NullMarked;
