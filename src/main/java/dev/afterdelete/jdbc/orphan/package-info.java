/**
 * How does the orphan scan look at MySQL? Pages of child rows come out; where the scan stands is kept in two tables of
 * our own. What is an orphan, and what becomes of it, is not decided here.
 */
@NullMarked
package dev.afterdelete.jdbc.orphan;

import org.jspecify.annotations.NullMarked;
