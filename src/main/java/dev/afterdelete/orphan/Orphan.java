package dev.afterdelete.orphan;

import dev.afterdelete.graph.Key;

/**
 * A child row whose reference leads nowhere.
 *
 * @param child its {@linkplain dev.afterdelete.graph.Table#address address}
 * @param reference what it holds
 */
public record Orphan(Key child, Key reference) {}
