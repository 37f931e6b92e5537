package dev.afterdelete.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.execute.Outcome;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import org.junit.jupiter.api.Test;

class SweptPassTest {
    private static final Outcome LOCKED = new Outcome.Failed(Fault.of(FaultCode.LOCK_WAIT_TIMEOUT));
    private static final Outcome FORBIDDEN = new Outcome.Refused(Fault.of(FaultCode.RESTRICTED));

    private final SweptPass before = new SweptPass();
    private final SweptPass pass = new SweptPass();

    @Test
    void whatAPassDidNotComeToIsAsThePassBeforeLeftIt() {
        before.ended(90, new Outcome.Done());
        before.ended(6, LOCKED);
        before.ended(4, FORBIDDEN);
        pass.ended(1, new Outcome.Done());
        pass.ended(2, LOCKED);
        pass.ended(1, FORBIDDEN);
        pass.carryOver(before);

        assertThat(pass.done()).isEqualTo(1);
        assertThat(pass.left()).as("two, and three of before").isEqualTo(5);
        assertThat(pass.refused()).isEqualTo(4);
    }

    @Test
    void rowsThatWereMarkedMeanwhileTakeNothingAway() {
        before.ended(1, LOCKED);
        pass.ended(5, LOCKED);
        pass.ended(5, FORBIDDEN);
        pass.carryOver(before);

        assertThat(pass.left()).isEqualTo(5);
        assertThat(pass.refused()).isEqualTo(5);
    }

    @Test
    void anotherTryHelpsNeitherWhatIsHeldBackNorWhatFailsForAll() {
        pass.ended(1, new Outcome.Failed(Fault.of(FaultCode.HELD_BACK)));
        pass.ended(1, new Outcome.Failed(Fault.of(FaultCode.ACCESS_DENIED)));
        pass.ended(1, FORBIDDEN);
        assertThat(pass.canGetOn()).isFalse();
        pass.ended(1, LOCKED);
        assertThat(pass.canGetOn()).isTrue();
    }
}
