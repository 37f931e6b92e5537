/**
 * The whole system on one machine: embedded servers, and stand-ins for the parts of AWS that stand between them. It
 * lives in the test sources, so that none of it ever ships. What the handlers do is not here: here they are only
 * called, the way AWS calls them.
 */
@NullMarked
package dev.afterdelete.local;

import org.jspecify.annotations.NullMarked;
