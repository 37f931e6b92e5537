/**
 * How fast may it go? Measured attempts and what gauges say come in; waits and the size of the next attempt go out. How
 * a database is asked is not here.
 */
@NullMarked
package dev.afterdelete.throttle;

import org.jspecify.annotations.NullMarked;
