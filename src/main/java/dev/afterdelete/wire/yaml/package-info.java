/**
 * How does a declaration read as YAML? Text comes in; a tree of values with their places goes out, and what is mistaken
 * in it is collected with its place. What the values mean is not here.
 */
@NullMarked
package dev.afterdelete.wire.yaml;

import org.jspecify.annotations.NullMarked;
