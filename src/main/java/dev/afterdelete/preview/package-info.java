/**
 * What would a delete touch? A plan and the rows at its top come in; the rows of each table that would be deleted,
 * changed, or forbid it go out, counted one by one. It only reads, without locks; what makes all of it one moment is
 * not here.
 */
@NullMarked
package dev.afterdelete.preview;

import org.jspecify.annotations.NullMarked;
