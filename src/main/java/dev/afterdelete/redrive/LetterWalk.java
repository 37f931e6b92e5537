package dev.afterdelete.redrive;

import dev.afterdelete.redrive.DeadLetters.Census;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One look at each letter of a dead-letter queue. What stays is held until the end, so that no letter is met twice, and
 * then given back. Of a letter that is held, only its id and receipt are kept.
 */
final class LetterWalk {
    /** The most letters that are held; SQS hides no more than 120,000 of a queue at a time. */
    static final int MOST_HELD = 100_000;

    /** A queue may hide a letter from one question; so many answers without any mean that there is none. */
    private static final int QUIET_ANSWERS = 2;

    /** So many answers without a letter that is new mean that their time was over before the walk was. */
    private static final int STALE_ANSWERS = 20;

    private static final Duration LEAST_HIDDEN = Duration.ofMinutes(1);
    private static final Duration HIDDEN_FOR_EACH = Duration.ofMillis(50);

    private final DeadLetters letters;
    private final Map<String, String> held = new HashMap<>();
    private final Set<String> gone = new HashSet<>();

    LetterWalk(DeadLetters letters) {
        this.letters = letters;
    }

    /** Does something with letters. */
    interface Visitor {
        /**
         * Visits letters that were not met before, at least one.
         *
         * @return those of them that are gone
         */
        List<BuriedLetter> visit(List<BuriedLetter> some);

        /** Whether it has seen enough. */
        boolean isContent();
    }

    /**
     * Shows {@code visitor} every letter that can be seen, until it is content.
     *
     * @param census by which the letters are hidden for long enough
     * @return whether it ended because no more can be held
     */
    boolean show(Census census, Visitor visitor) {
        var hidden = hiding(census);
        try {
            var quiet = 0;
            var stale = 0;
            while (quiet < QUIET_ANSWERS && stale < STALE_ANSWERS && held.size() < MOST_HELD && !visitor.isContent()) {
                var taken = letters.take(hidden);
                var met = show(taken, visitor);
                quiet = taken.isEmpty() ? quiet + 1 : 0;
                stale = taken.isEmpty() || met ? 0 : stale + 1;
            }
            return held.size() >= MOST_HELD;
        } finally {
            letters.giveBack(held.values());
        }
    }

    /** Whether any of the letters was new. */
    private boolean show(List<BuriedLetter> taken, Visitor visitor) {
        var fresh = new ArrayList<BuriedLetter>();
        for (var letter : taken) {
            if (!gone.contains(letter.id()) && held.put(letter.id(), letter.receipt()) == null) {
                fresh.add(letter);
            }
        }
        if (fresh.isEmpty()) {
            return false;
        }
        for (var letter : visitor.visit(fresh)) {
            held.remove(letter.id());
            gone.add(letter.id());
        }
        return true;
    }

    /**
     * Long enough for a walk through so many, and as short as that, because it is lost to whoever comes after a crash.
     */
    private static Duration hiding(Census census) {
        var all = LEAST_HIDDEN.plus(HIDDEN_FOR_EACH.multipliedBy(Math.min(census.visible(), MOST_HELD)));
        return all.compareTo(DeadLetters.LONGEST) < 0 ? all : DeadLetters.LONGEST;
    }
}
