package dev.afterdelete.wire.yaml;

/**
 * One thing that is wrong in a text.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param text what is wrong and what was expected, on one line
 */
public record Mistake(int line, int column, String text) {}
