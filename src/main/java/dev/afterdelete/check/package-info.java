/**
 * Does a declaration fit the database? A draft with its places and a live database come in; findings go out, each with
 * a stable code and what to do. How they are shown is not here, nor how the database is read.
 */
@NullMarked
package dev.afterdelete.check;

import org.jspecify.annotations.NullMarked;
