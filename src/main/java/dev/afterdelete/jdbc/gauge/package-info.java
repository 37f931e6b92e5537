/**
 * How busy is the database? Questions go out on a session, each in a transaction of its own; what is over its limit
 * comes back in words. When to ask, and what follows, is not decided here.
 */
@NullMarked
package dev.afterdelete.jdbc.gauge;

import org.jspecify.annotations.NullMarked;
