/**
 * May statements run on these tables? A declaration and the tables that were found come in; every difference goes out
 * that could make a statement take rows that nobody meant, or fail. How the tables are read is not here, nor what is
 * merely slow, or incomplete.
 */
@NullMarked
package dev.afterdelete.gate;

import org.jspecify.annotations.NullMarked;
