/**
 * How does a body read as JSON? Text comes in; a bounded tree of values as they were written goes out. What the values
 * mean is not here.
 */
@NullMarked
package dev.afterdelete.wire.json;

import org.jspecify.annotations.NullMarked;
