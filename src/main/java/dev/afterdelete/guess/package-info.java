/**
 * Which columns look like references? A live database comes in; guesses with a confidence go out, made from names and
 * types alone. What foreign keys or a declaration say is not here.
 */
@NullMarked
package dev.afterdelete.guess;

import org.jspecify.annotations.NullMarked;
