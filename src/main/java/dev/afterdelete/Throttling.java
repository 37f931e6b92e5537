package dev.afterdelete;

import dev.afterdelete.config.Settings;
import dev.afterdelete.config.Settings.ThrottleSettings;
import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.EnginePolicy;
import dev.afterdelete.execute.Throttle;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.jdbc.gauge.HeartbeatLag;
import dev.afterdelete.jdbc.gauge.StatusLag;
import dev.afterdelete.jdbc.gauge.ThreadsRunning;
import dev.afterdelete.throttle.AdaptiveThrottle;
import dev.afterdelete.throttle.AdaptiveThrottle.Surroundings;
import dev.afterdelete.throttle.Gauge;
import dev.afterdelete.throttle.ThrottlePolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The throttle of this process, and the session with a replica that it may need. */
final class Throttling implements AutoCloseable {
    private final Throttle throttle;
    private final Optional<JdbcSession> replica;

    /**
     * Makes the one throttle. Asks nothing yet.
     *
     * @param session the database's own
     */
    Throttling(Settings settings, JdbcSession session, InstantSource clock, CascadeListener listener) {
        var limits = settings.engine().throttle();
        this.replica = limits.replicaUrl().map(url -> Sessions.watching(settings.database(), url, clock));
        this.throttle = new AdaptiveThrottle(
                new ThrottlePolicy(
                        new EnginePolicy(
                                settings.engine().maxRows(), settings.engine().targetTime()),
                        limits.rowsPerSecond()),
                gauges(limits, session),
                new Surroundings(clock, ThreadPause.INSTANCE, listener));
    }

    Throttle throttle() {
        return throttle;
    }

    @Override
    public void close() {
        replica.ifPresent(JdbcSession::close);
    }

    private List<Gauge> gauges(ThrottleSettings limits, JdbcSession session) {
        var gauges = new ArrayList<Gauge>();
        limits.threadsRunning().ifPresent(limit -> gauges.add(new ThreadsRunning(session, limit)));
        limits.replicaLag().ifPresent(limit -> gauges.add(lag(limits, replica.orElse(session), limit)));
        return gauges;
    }

    private static Gauge lag(ThrottleSettings limits, JdbcSession session, Duration limit) {
        return limits.heartbeat()
                .<Gauge>map(heartbeat -> new HeartbeatLag(session, heartbeat, limit))
                .orElseGet(() -> new StatusLag(session, limit));
    }
}
