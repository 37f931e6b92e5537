package dev.afterdelete.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.Reading;
import dev.afterdelete.event.Reading.Refused;
import dev.afterdelete.event.Reading.Understood;
import dev.afterdelete.fault.FaultClass;
import dev.afterdelete.fuzz.Fuzz;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever a body holds, it is understood or refused with a code. {@code -Dfuzz.tries=1000000} is the long form. */
class CodecFuzzTest {
    private final JsonMessageFormat format = new JsonMessageFormat(MessageSamples.GRAPH, () -> "made up");

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void everyBodyIsUnderstoodOrRefusedByNameSoonAndWithLittleMemory(@ForAll long seed) {
        var fuzz = new BodyFuzz(new SplittableRandom(seed), format);
        for (var input = 0; input < Fuzz.inputsATry(1); input++) {
            Fuzz.check(fuzz.next(), format::read, this::requireNamedEnd);
        }
    }

    private void requireNamedEnd(Reading reading) {
        switch (reading) {
            case Understood(var message) ->
                assertThat(format.read(format.write(message))).isEqualTo(new Understood(message));
            case Refused(var fault) -> {
                assertThat(fault.code().faultClass()).isEqualTo(FaultClass.PERMANENT);
                assertThat(fault.reason()).isNotBlank().hasSizeLessThan(400);
            }
        }
    }
}
