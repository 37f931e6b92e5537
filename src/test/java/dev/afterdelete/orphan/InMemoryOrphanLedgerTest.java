package dev.afterdelete.orphan;

import dev.afterdelete.execute.SteppingClock;
import java.time.Duration;

class InMemoryOrphanLedgerTest extends OrphanLedgerContract {
    @Override
    protected OrphanLedger open() {
        return new InMemoryOrphanLedger(new SteppingClock(Duration.ofMillis(1)));
    }
}
