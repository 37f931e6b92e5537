/** What inputs cost that nobody should send, and how readers are held against them. */
@NullMarked
package dev.afterdelete.fuzz;

import org.jspecify.annotations.NullMarked;
