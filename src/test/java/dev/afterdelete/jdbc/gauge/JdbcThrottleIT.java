package dev.afterdelete.jdbc.gauge;

import dev.afterdelete.config.Settings.Heartbeat;
import dev.afterdelete.execute.Pause;
import dev.afterdelete.execute.Throttle;
import dev.afterdelete.execute.ThrottleContract;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.throttle.AdaptiveThrottle;
import dev.afterdelete.throttle.ThrottlePolicy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The throttle over a heartbeat that a real server holds. */
@OnEveryServer
class JdbcThrottleIT extends ThrottleContract {
    private final JdbcSession session;
    private final Heartbeats heartbeats;

    JdbcThrottleIT(LocalDatabase database) throws SQLException {
        this.session = Heartbeats.session(database);
        this.heartbeats = Heartbeats.createIn(database);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Override
    protected Throttle open(Pause pause) throws SQLException {
        letGo();
        var lag = new HeartbeatLag(session, new Heartbeat(List.of("heartbeat"), "ts"), Duration.ofMinutes(5));
        return new AdaptiveThrottle(
                ThrottlePolicy.of(LARGEST), List.of(lag), new AdaptiveThrottle.Surroundings(clock, pause, _ -> {}));
    }

    @Override
    protected void holdBack() throws SQLException {
        heartbeats.beat(Duration.ofHours(1));
    }

    @Override
    protected void letGo() throws SQLException {
        heartbeats.beat(Duration.ZERO);
    }
}
