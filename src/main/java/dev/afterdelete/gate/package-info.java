/**
 * May statements run on these tables? A declaration and what the catalogue says of its tables come in; differences go
 * out. What is merely unwise is not here: a check says it.
 */
@NullMarked
package dev.afterdelete.jdbc.gate;

import org.jspecify.annotations.NullMarked;
