package dev.afterdelete;

import dev.afterdelete.execute.Pause;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import java.time.Duration;

/** Waits by putting the thread to sleep. */
enum ThreadPause implements Pause {
    INSTANCE;

    @Override
    public void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FaultException(new Fault(FaultCode.NOT_FINISHED, "interrupted while waiting"), interrupted);
        }
    }
}
