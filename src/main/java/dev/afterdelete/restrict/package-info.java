/**
 * May the rows go? A plan and the rows from which it starts come in; a fault goes out where a child row that would stay
 * forbids it. Nothing is changed here.
 */
@NullMarked
package dev.afterdelete.restrict;

import org.jspecify.annotations.NullMarked;
