package dev.afterdelete.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What stands between a worker and its work. */
final class Setbacks {
    private final InstantSource clock;
    private int stuck;
    private int unanswered;
    private Optional<Instant> silent = Optional.empty();

    Setbacks(InstantSource clock) {
        this.clock = clock;
    }

    /** A queue that answers is well; that batches come to an end again, only a batch that does can show. */
    void note(Round round) {
        switch (round) {
            case Round.Unanswered _ -> {
                unanswered++;
                silent = silent.or(() -> Optional.of(clock.instant()));
            }
            case Round.Empty _ -> answered();
            case Round.Barren _, Round.Stuck _ -> {
                answered();
                stuck++;
            }
            case Round.Worked _ -> {
                answered();
                stuck = 0;
            }
        }
    }

    private void answered() {
        unanswered = 0;
        silent = Optional.empty();
    }

    int count() {
        return stuck + unanswered;
    }

    boolean any() {
        return count() > 0;
    }

    /** How long the queue has not answered, since it was first noted; zero where it has. */
    Duration silence() {
        return silent.map(since -> Duration.between(since, clock.instant())).orElse(Duration.ZERO);
    }
}
