package dev.afterdelete.redrive;

import java.util.Map;
import java.util.TreeMap;

/**
 * One refused message, with all that is known of it.
 *
 * @param refusal what is said of it in short
 * @param attributes further texts by name, in the order of the names
 * @param body the message
 */
public record Exhibit(Refusal refusal, Map<String, String> attributes, String body) {
    public Exhibit {
        attributes = java.util.Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
}
