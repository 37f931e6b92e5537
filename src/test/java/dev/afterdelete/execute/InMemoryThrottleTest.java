package dev.afterdelete.execute;

import dev.afterdelete.execute.Throttle.HoldReason;

class InMemoryThrottleTest extends ThrottleContract {
    private InMemoryThrottle throttle = new InMemoryThrottle(LARGEST, clock);

    @Override
    protected Throttle open(Pause pause) {
        throttle = new InMemoryThrottle(LARGEST, pause);
        return throttle;
    }

    @Override
    protected void holdBack() {
        throttle.holdBack(HoldReason.REPLICA_LAG);
    }

    @Override
    protected void letGo() {
        throttle.letGo();
    }
}
