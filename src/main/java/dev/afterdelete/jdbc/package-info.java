/**
 * How do the ports look on MySQL? Bound statements come in and are carried out on one connection; keys, counts and
 * faults go out. Which statements, and what a fault leads to, is not decided here.
 */
@NullMarked
package dev.afterdelete.jdbc;

import org.jspecify.annotations.NullMarked;
