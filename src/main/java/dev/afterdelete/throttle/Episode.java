package dev.afterdelete.throttle;

import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.Throttle.HoldReason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Tells that holding back began, once for each reason, and that it ended; not each time that something waits. */
final class Episode {
    /** It has ended when nothing was held back for so long. */
    static final Duration QUIET = Duration.ofSeconds(10);

    private final CascadeListener listener;
    private final Set<HoldReason> told = EnumSet.noneOf(HoldReason.class);
    private Instant lastHeld = Instant.MIN;

    Episode(CascadeListener listener) {
        this.listener = listener;
    }

    void held(Hold hold, Instant now) {
        lastHeld = now.plus(hold.duration());
        if (told.add(hold.reason())) {
            listener.on(new Happening.HoldBegan(hold.reason(), hold.reading()));
        }
    }

    void free(Instant now) {
        if (!told.isEmpty() && !now.isBefore(lastHeld.plus(QUIET))) {
            told.clear();
            listener.on(new Happening.HoldEnded());
        }
    }
}
