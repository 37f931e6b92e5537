package dev.afterdelete.orphan;

import dev.afterdelete.graph.Key;

/**
 * A child row whose reference leads nowhere.
 *
 * @param child its key
 * @param reference what it holds
 */
public record Orphan(Key child, Key reference) {}
