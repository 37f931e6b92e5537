/** How does a body become a text, and what is a message called that nobody named? Nothing here reads what it says. */
@NullMarked
package dev.afterdelete.event.body;

import org.jspecify.annotations.NullMarked;
