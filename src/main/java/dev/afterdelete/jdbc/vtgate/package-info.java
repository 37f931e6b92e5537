/**
 * Where does a vtgate send a statement? A declaration comes in, and what the vtgate's own planner says of each of its
 * tables goes out. What a cascade does differently then is not decided here.
 */
@NullMarked
package dev.afterdelete.jdbc.vtgate;

import org.jspecify.annotations.NullMarked;
