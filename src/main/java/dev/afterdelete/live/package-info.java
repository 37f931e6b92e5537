/**
 * What is there in the database? What its catalogue says comes in, read by an adapter; values that can be asked about
 * tables, columns, indexes and foreign keys go out. What a declaration wants of them is not here.
 */
@NullMarked
package dev.afterdelete.live;

import org.jspecify.annotations.NullMarked;
