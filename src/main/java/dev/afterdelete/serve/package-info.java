/**
 * What becomes of what was asked for? Deliveries and requests come in; an outcome for each goes out, and with it
 * continuations and dead letters. How keys are carried out is not here.
 */
@NullMarked
package dev.afterdelete.serve;

import org.jspecify.annotations.NullMarked;
