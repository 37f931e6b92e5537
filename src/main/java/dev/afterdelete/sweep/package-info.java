/**
 * What did nobody finish? Flagged rows and outbox rows are looked for; cascades and messages go out. When that is done,
 * and by whom, is not decided here.
 */
@NullMarked
package dev.afterdelete.sweep;

import org.jspecify.annotations.NullMarked;
