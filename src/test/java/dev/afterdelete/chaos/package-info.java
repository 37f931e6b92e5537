/**
 * Is anything lost, or too much gone, whatever breaks? Connections are cut packet by packet, processes and servers are
 * killed, messages are lost, doubled and reordered, and others write meanwhile. It ends always the same:
 * {@link dev.afterdelete.chaos.ClosingAssertion}.
 */
@NullMarked
package dev.afterdelete.chaos;

import org.jspecify.annotations.NullMarked;
