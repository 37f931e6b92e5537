package dev.afterdelete.cli.redrive;

/** Where refused messages wait. */
public enum Place {
    /** The dead-letter queue. */
    QUEUE("dead letter", "dead letters") {
        @Override
        String untouched(Deed deed) {
            return "they stay where they are.";
        }
    },
    /** The outbox. */
    OUTBOX("refused outbox row", "refused outbox rows") {
        @Override
        String untouched(Deed deed) {
            return "a row that was re-armed is sent by the relay, one that cannot be read stays refused.";
        }
    };

    private final String one;
    private final String many;

    Place(String one, String many) {
        this.one = one;
        this.many = many;
    }

    /** What becomes of a message with which {@code deed} was not done. */
    abstract String untouched(Deed deed);

    /** What several of them are called. */
    String many() {
        return many;
    }

    /** So many of them. */
    String counted(long count) {
        return "%,d %s".formatted(count, count == 1 ? one : many);
    }
}
