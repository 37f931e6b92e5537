/**
 * What refers to what, and what must follow? The declaration comes in as values; tables, relations and keys go out.
 * Reading YAML is not here, and neither is SQL.
 */
@NullMarked
package dev.afterdelete.graph;

import org.jspecify.annotations.NullMarked;
