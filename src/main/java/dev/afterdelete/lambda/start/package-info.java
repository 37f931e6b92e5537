/**
 * How does a function start? Environment variables come in; the system comes out, and what a first event needs is
 * loaded, beside it or into a snapshot. Handling events is not here.
 */
@NullMarked
package dev.afterdelete.lambda.start;

import org.jspecify.annotations.NullMarked;
