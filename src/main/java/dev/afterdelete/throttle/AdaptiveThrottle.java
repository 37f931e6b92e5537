package dev.afterdelete.throttle;

import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.EnginePolicy;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.Pause;
import dev.afterdelete.execute.Throttle;
import dev.afterdelete.execute.Throttle.HoldReason;
import dev.afterdelete.execute.TimeBudget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Goes by what it measures: additive increase, multiplicative decrease. Attempts become half as large when they take
 * too long or a gauge is over its limit, and grow by a tenth of the largest while they are quick. While a gauge is over
 * its limit, and while the row changes of the last second are too many, no attempt begins.
 *
 * @see <a href="https://github.com/github/gh-ost/blob/master/doc/throttle.md">gh-ost: throttling</a>
 */
public final class AdaptiveThrottle implements Throttle {
    private final EnginePolicy attempts;
    private final AttemptSize size;
    private final RowPace pace;
    private final List<Watch> watches;
    private final Episode episode;
    private final Surroundings surroundings;

    /**
     * What the throttle needs of the world around it.
     *
     * @param clock tells the time
     * @param pause waits
     * @param listener is told when holding back begins and ends, and of each wait
     */
    public record Surroundings(InstantSource clock, Pause pause, CascadeListener listener) {}

    /** Goes by {@code policy} and by what {@code gauges} say. */
    public AdaptiveThrottle(ThrottlePolicy policy, List<Gauge> gauges, Surroundings surroundings) {
        this.attempts = policy.attempts();
        this.size = new AttemptSize(policy.attempts());
        this.pace = new RowPace(policy.rowsPerSecond());
        this.watches = gauges.stream()
                .map(gauge -> new Watch(gauge, policy.interval(), surroundings.listener()))
                .toList();
        this.episode = new Episode(surroundings.listener());
        this.surroundings = surroundings;
    }

    @Override
    public Optional<HoldReason> awaitTurn(TimeBudget budget) {
        var hold = look();
        if (hold.isEmpty()) {
            episode.free(now());
        }
        while (hold.isPresent()) {
            episode.held(hold.get(), now());
            if (!budget.allows(hold.get().duration())) {
                return hold.map(Hold::reason);
            }
            waitOut(hold.get());
            hold = look();
        }
        return Optional.empty();
    }

    private void waitOut(Hold hold) {
        surroundings.pause().pause(hold.duration());
        surroundings.listener().on(new Happening.HeldBack(hold.reason(), hold.duration()));
    }

    /** Asks the gauges that are due. Whatever holds back longest counts. */
    private Optional<Hold> look() {
        for (var watch : watches) {
            if (watch.isDue(now()) && watch.look(surroundings.clock())) {
                size.giveWay();
            }
        }
        var now = now();
        var measured = Stream.of(size.findHold(now), pace.findHold(now));
        return Stream.concat(measured, watches.stream().map(watch -> watch.findHold(now)))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(Hold::duration));
    }

    @Override
    public EnginePolicy limits() {
        return new EnginePolicy(pace.atMost(size.rows()), attempts.targetTime());
    }

    @Override
    public void spent(long rows, Duration duration) {
        var now = now();
        size.learn(rows, duration, now);
        pace.spent(rows, now.minus(duration));
    }

    @Override
    public void tooMuch() {
        size.halve();
    }

    private Instant now() {
        return surroundings.clock().instant();
    }
}
