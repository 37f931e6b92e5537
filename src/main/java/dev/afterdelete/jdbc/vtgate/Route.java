package dev.afterdelete.jdbc.vtgate;

import java.util.regex.Pattern;

/** Where a vtgate sends a statement. */
sealed interface Route {
    /** To the only place where the table's rows are. */
    record Unsharded() implements Route {}

    /**
     * To the shard that a column of the row names.
     *
     * @param keyspace of the table
     * @param vindex that computes the shard, by its name in the keyspace
     */
    record ToShard(String keyspace, String vindex) implements Route {}

    /** To several shards, or to one after the other. */
    record Scattered() implements Route {}

    /** Nobody says. */
    record Unknown() implements Route {}

    /** Reads the plan of a DELETE, in JSON as {@code VEXPLAIN PLAN} answers it. What it does not know is scattered. */
    static Route parse(String plan) {
        if (!Field.OPERATOR.first(plan).equals("Delete")) {
            return new Scattered();
        }
        return switch (Field.VARIANT.first(plan)) {
            case "Unsharded" -> new Unsharded();
            case "EqualUnique" -> new ToShard(Field.KEYSPACE.first(plan), Field.VINDEX.first(plan));
            default -> new Scattered();
        };
    }

    /** A field of the plan, at its outermost operator. */
    enum Field {
        OPERATOR("\"OperatorType\"\\s*:\\s*\"([^\"]*)\""),
        VARIANT("\"Variant\"\\s*:\\s*\"([^\"]*)\""),
        KEYSPACE("\"Keyspace\"\\s*:\\s*\\{\\s*\"Name\"\\s*:\\s*\"([^\"]*)\""),
        VINDEX("\"Vindex\"\\s*:\\s*\"([^\"]*)\"");

        private final Pattern pattern;

        Field(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }

        private String first(String plan) {
            var found = pattern.matcher(plan);
            return found.find() ? found.group(1) : "";
        }
    }
}
