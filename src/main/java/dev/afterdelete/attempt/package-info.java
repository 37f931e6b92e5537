/**
 * What does one bounded transaction do? A key group, and where the attempt before stopped, come in; what was changed
 * and where this one stopped go out. The transaction is a port. Which group comes next, and what a fault leads to, is
 * not here.
 */
@NullMarked
package dev.afterdelete.attempt;

import org.jspecify.annotations.NullMarked;
