/**
 * How do bytes become our types? Message bodies and declarations come in as text; messages, relation graphs and
 * complete lists of mistakes go out. What a message or a relation means is not here, and neither is whether the live
 * schema agrees.
 */
@NullMarked
package dev.afterdelete.wire;

import org.jspecify.annotations.NullMarked;
