package dev.afterdelete.graph;

import java.util.Locale;

/** The referential action of a relation when what it refers to gets another value; the words are SQL's. */
public enum OnUpdate {
    /** The child rows get the new value, and what refers to them in turn is dealt with first. */
    CASCADE,
    /** All columns of the reference become NULL. */
    SET_NULL,
    /** The update is refused while a child row holds the old value. */
    RESTRICT,
    /** The child rows keep the old value, on purpose. */
    DO_NOTHING;

    /** The word of the declaration, as {@code set_null}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
