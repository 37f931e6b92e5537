/**
 * How does a declaration come without being read again? At build time the relations and the text they were read from
 * become bytes; the same text and those bytes become the relations, at a fraction of a cold start. What the text means
 * is not here.
 */
@NullMarked
package dev.afterdelete.wire.compiled;

import org.jspecify.annotations.NullMarked;
