/**
 * How does one bounded piece read in MySQL? Tables, relations and keys come in; statements that have a condition and a
 * limit go out. Pure: nothing is carried out here.
 */
@NullMarked
package dev.afterdelete.sql;

import org.jspecify.annotations.NullMarked;
