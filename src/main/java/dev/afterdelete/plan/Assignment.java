package dev.afterdelete.plan;

import dev.afterdelete.graph.KeyValue;
import java.util.Optional;

/**
 * A column and the value that it gets.
 *
 * @param column as in the database
 * @param value in the column's own type; empty for NULL
 */
public record Assignment(String column, Optional<KeyValue> value) {}
