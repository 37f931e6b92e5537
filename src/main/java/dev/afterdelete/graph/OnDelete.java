package dev.afterdelete.graph;

import java.util.ArrayList;
import java.util.List;

/** The referential action of a relation when the parent row is deleted; the words are SQL's. */
public sealed interface OnDelete {
    /** The word of the declaration, as {@code set_null}. */
    String word();

    /** The child rows are deleted, and what refers to them is dealt with first. */
    record Cascade() implements OnDelete {
        @Override
        public String word() {
            return "cascade";
        }
    }

    /**
     * Columns of the reference become NULL.
     *
     * @param columns at least one column of the reference
     */
    record SetNull(List<String> columns) implements OnDelete {
        public SetNull {
            columns = requireSome(columns);
        }

        @Override
        public String word() {
            return "set_null";
        }
    }

    /**
     * Columns of the reference get a declared value.
     *
     * @param values a value for at least one column of the reference
     */
    record SetDefault(List<Constant> values) implements OnDelete {
        public SetDefault {
            values = requireSome(values);
        }

        /** What a child holds by {@code reference} after this, that held {@code held} before. */
        public Key applied(Reference reference, Key held) {
            var applied = new ArrayList<KeyValue>(held.values());
            values.forEach(constant -> applied.set(reference.columns().indexOf(constant.column()), constant.value()));
            return new Key(applied);
        }

        @Override
        public String word() {
            return "set_default";
        }
    }

    /** The parent row is not deleted while there are child rows that would stay. */
    record Restrict() implements OnDelete {
        @Override
        public String word() {
            return "restrict";
        }
    }

    /** The child rows keep their reference to a row that is gone, on purpose. */
    record DoNothing() implements OnDelete {
        @Override
        public String word() {
            return "do_nothing";
        }
    }

    private static <T> List<T> requireSome(List<T> some) {
        if (some.isEmpty()) {
            throw new IllegalArgumentException("an action that sets columns names at least one");
        }
        return List.copyOf(some);
    }
}
