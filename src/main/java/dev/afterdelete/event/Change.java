package dev.afterdelete.event;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened to the rows of a message, as its {@code action} and {@code previous} say. */
public sealed interface Change {
    /** The word that a message has for it. */
    Action action();

    /**
     * The rows were deleted, or are to be.
     *
     * @param unique what unique columns beside the key held in rows that may be gone already, by the row's key; an
     *     empty value is NULL. Columns that are not here have to be read from the row
     * @param descent how far down an earlier invocation came below one of the rows; empty for most
     */
    record Deleted(Map<Key, Map<String, Optional<KeyValue>>> unique, Optional<Descent> descent) implements Change {
        /** Nothing but their key is known. */
        public static final Deleted BY_KEY = new Deleted(Map.of());

        /** Rows below which nobody has been yet. */
        public Deleted(Map<Key, Map<String, Optional<KeyValue>>> unique) {
            this(unique, Optional.empty());
        }

        public Deleted {
            unique = Map.copyOf(unique);
        }

        @Override
        public Action action() {
            return Action.DELETED;
        }
    }

    /**
     * Columns of the one row, to which children may refer, got other values.
     *
     * @param previous what they held before, at least one; an empty value is NULL
     * @param owed the outbox row of this update; with it, later updates of the row are known by theirs
     */
    record Rekeyed(Map<String, Optional<KeyValue>> previous, Optional<Envelope.Debt> owed) implements Change {
        /** A key update that nobody owes. */
        public Rekeyed(Map<String, Optional<KeyValue>> previous) {
            this(previous, Optional.empty());
        }

        public Rekeyed {
            previous = Map.copyOf(previous);
            if (previous.isEmpty()) {
                throw new IllegalArgumentException("a key update names what the row held before");
            }
        }

        /**
         * The key that the row had before.
         *
         * @param key the key that it got
         * @return empty when its key stayed the same, or was not known to be one
         */
        public Optional<Key> previousKey(Table table, Key key) {
            var values = new ArrayList<KeyValue>();
            for (var place = 0; place < table.key().size(); place++) {
                var before = previous.get(table.keyColumns().get(place));
                values.add(
                        before == null
                                ? key.values().get(place)
                                : before.orElse(key.values().get(place)));
            }
            return Optional.of(new Key(values)).filter(before -> !before.equals(key));
        }

        @Override
        public Action action() {
            return Action.UPDATED;
        }
    }

    /**
     * The rows were updated: what their children repeat has to be copied again.
     *
     * @param copied how far that has come; empty at the beginning
     */
    record Updated(Optional<CopyPosition> copied) implements Change {
        @Override
        public Action action() {
            return Action.UPDATED;
        }
    }

    /**
     * The way down from a row that goes to the deepest rows that were reached, where nothing was removed yet. It spares
     * the next invocation the descent, and proves nothing: each rung is looked at again, and held only as far as its
     * rows still refer to those above.
     *
     * @param top the row
     * @param rungs topmost first, at least one, {@link #MAX_BYTES} together
     */
    record Descent(Key top, List<Rung> rungs) {
        /** What the rungs may take, so that a continuation stays a message. */
        public static final int MAX_BYTES = 300_000;

        public Descent {
            rungs = List.copyOf(rungs);
            if (rungs.isEmpty() || rungs.stream().mapToLong(Rung::bytes).sum() > MAX_BYTES) {
                throw new IllegalArgumentException("a descent has at least one rung, and not too many to be sent");
            }
        }

        /** As many of {@code rungs} as can be sent, from the top; empty where there is none. */
        public static Optional<Descent> of(Key top, List<Rung> rungs) {
            var bytes = 0L;
            var fitting = 0;
            while (fitting < rungs.size() && bytes + rungs.get(fitting).bytes() <= MAX_BYTES) {
                bytes += rungs.get(fitting++).bytes();
            }
            return fitting == 0 ? Optional.empty() : Optional.of(new Descent(top, rungs.subList(0, fitting)));
        }
    }

    /**
     * One level of a {@link Descent}.
     *
     * @param relation the place of the relation among those declared, by which the rows refer to those above
     * @param keys the rows
     * @param last whether there were no more when they were read
     */
    record Rung(int relation, List<Key> keys, boolean last) {
        public Rung {
            keys = List.copyOf(keys);
            if (relation < 0 || keys.isEmpty()) {
                throw new IllegalArgumentException("a rung has a relation and at least one row");
            }
        }

        private static long bytes(KeyValue value) {
            return switch (value) {
                case KeyValue.IntegerValue _ -> 12;
                case KeyValue.StringValue(var text) -> 4 + text.getBytes(StandardCharsets.UTF_8).length;
                case KeyValue.BinaryValue(var hex) -> 4 + hex.length() / 2;
            };
        }

        private long bytes() {
            return 8
                    + keys.stream()
                            .flatMap(key -> key.values().stream())
                            .mapToLong(Rung::bytes)
                            .sum();
        }
    }

    /**
     * How far copying has come.
     *
     * @param relation the relation at work, by its name and place among those that copy
     * @param after the last child row that was done; empty to begin with the first
     */
    record CopyPosition(int relation, Optional<Key> after) implements Comparable<CopyPosition> {
        public CopyPosition {
            if (relation < 0) {
                throw new IllegalArgumentException("a relation is counted from 0");
            }
        }

        /** The one that has come less far is the lesser. */
        @Override
        public int compareTo(CopyPosition other) {
            if (relation != other.relation || after.isEmpty() || other.after.isEmpty()) {
                return Comparator.comparingInt(CopyPosition::relation)
                        .thenComparing(position -> position.after().isPresent())
                        .compare(this, other);
            }
            return after.get().compareTo(other.after.get());
        }
    }

    /** The same, beginning at the top. */
    default Change withoutDescent() {
        return this instanceof Deleted(var unique, var descent) && descent.isPresent() ? new Deleted(unique) : this;
    }

    /** Whether the same was asked for, however far it has come, and no less is known about the rows. */
    default boolean isLike(Change other) {
        return switch (this) {
            case Deleted(var said, var _) ->
                other instanceof Deleted(var owed, var _) && said.entrySet().containsAll(owed.entrySet());
            case Rekeyed _ -> errand().equals(other.errand());
            case Updated _ -> other instanceof Updated;
        };
    }

    /** What was asked for, without what only helps to do it: two that are equal can be done together. */
    default Change errand() {
        return switch (this) {
            case Deleted _ -> Deleted.BY_KEY;
            case Rekeyed(var previous, var _) -> new Rekeyed(previous);
            case Updated updated -> updated;
        };
    }
}
