/**
 * What is left to do, and in which turn? Key groups come in; each comes out when it need not wait, with what was done
 * of it. How it is done, and what becomes of a fault, is not here.
 */
@NullMarked
package dev.afterdelete.work;

import org.jspecify.annotations.NullMarked;
