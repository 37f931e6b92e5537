package dev.afterdelete.redrive;

import java.util.Set;

/**
 * Which refused messages a person means: those that pass every part of it.
 *
 * @param codes one of these codes; empty for any
 * @param ids one of these ids; empty for any
 * @param tables one of these tables; empty for any, and for messages that cannot be read
 */
public record Choice(Set<String> codes, Set<String> ids, Set<String> tables) {
    /** Every one. */
    public static final Choice ALL = new Choice(Set.of(), Set.of(), Set.of());

    public Choice {
        codes = Set.copyOf(codes);
        ids = Set.copyOf(ids);
        tables = Set.copyOf(tables);
    }

    /** The one message of this id. */
    public static Choice ofId(String id) {
        return new Choice(Set.of(), Set.of(id), Set.of());
    }

    /** Whether every one is meant. */
    public boolean isAll() {
        return equals(ALL);
    }

    /** Whether {@code refusal} is meant. */
    public boolean includes(Refusal refusal) {
        return (codes.isEmpty() || codes.contains(refusal.code()))
                && (ids.isEmpty() || ids.contains(refusal.id()) || ids.contains(refusal.otherId()))
                && (tables.isEmpty() || refusal.table().filter(tables::contains).isPresent());
    }
}
