/**
 * What could the declaration of this database be? A live database comes in; relations, and a declaration as text, go
 * out. An action that nobody said is left for a person to decide; nothing is read or written here.
 */
@NullMarked
package dev.afterdelete.infer;

import org.jspecify.annotations.NullMarked;
