/**
 * What do children repeat of their parent? Parents that were updated come in; their children get the parents' values as
 * they are now. References are not changed here.
 */
@NullMarked
package dev.afterdelete.copy;

import org.jspecify.annotations.NullMarked;
