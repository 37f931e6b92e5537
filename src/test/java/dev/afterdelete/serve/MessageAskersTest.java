package dev.afterdelete.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Change.CopyPosition;
import dev.afterdelete.event.Change.Updated;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.Coalescer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageAskersTest {
    private static final Table RECIPES = Table.named("recipes");
    private static final List<Key> KEYS = List.of(Key.of(1), Key.of(2), Key.of(3));

    @Test
    void copyingThatCameDifferentlyFarGoesOnWhereItCameTheLeast() {
        assertThat(continuedAt(Optional.of(at(0, 10)), at(1, 5), at(0, 70), at(0, 9_000)))
                .contains(at(0, 70));
    }

    @Test
    void aRelationThatHasNotBegunIsBehindItsFirstRow() {
        assertThat(continuedAt(Optional.empty(), at(1, 5), new CopyPosition(1, Optional.empty()), at(2, 1)))
                .contains(new CopyPosition(1, Optional.empty()));
    }

    @Test
    void aKeyThatNobodyGotToKeepsTheMessageWhereItWas() {
        var before = Optional.of(at(0, 10));
        var askers = askers(before);
        suspend(askers, before, 0, Optional.of(at(0, 70)));
        suspend(askers, before, 1, Optional.empty());
        suspend(askers, before, 2, Optional.of(at(1, 70)));
        assertThat(position(askers)).isEqualTo(before);
    }

    @Test
    void aRefusalWaitsForTheKeysThatGetOnSoThatOneContinuationCarriesBoth() {
        var verdict = verdictOf(refusal(), Outcome.Suspended.IN_THE_DATA, new Outcome.Done(0));

        assertThat(verdict.outcome()).isEqualTo(Outcome.Suspended.IN_THE_DATA);
        assertThat(verdict.rest().orElseThrow().keys()).containsExactlyInAnyOrder(KEYS.get(0), KEYS.get(1));
    }

    @Test
    void aRefusalEndsItsMessageOnceTheOthersAreDone() {
        var verdict = verdictOf(refusal(), new Outcome.Done(0), new Outcome.Done(0));

        assertThat(verdict.outcome()).isEqualTo(refusal());
        assertThat(verdict.rest()).isEmpty();
    }

    @Test
    void aFailureBringsTheWholeMessageAgainAndStartsNoChain() {
        var failure = new Outcome.Failed(Fault.of(FaultCode.DEADLOCK));
        var verdict = verdictOf(refusal(), Outcome.Suspended.IN_THE_DATA, failure);

        assertThat(verdict.outcome()).isEqualTo(failure);
        assertThat(verdict.rest()).isEmpty();
    }

    private static MessageAskers.Verdict verdictOf(Outcome... outcomes) {
        var askers = askers(Optional.empty());
        for (var place = 0; place < outcomes.length; place++) {
            end(askers, Optional.empty(), place, outcomes[place]);
        }
        return askers.verdicts().getFirst();
    }

    private static Outcome refusal() {
        return new Outcome.Refused(Fault.of(FaultCode.RESTRICTED));
    }

    private static Optional<CopyPosition> continuedAt(Optional<CopyPosition> before, CopyPosition... positions) {
        var askers = askers(before);
        for (var place = 0; place < positions.length; place++) {
            suspend(askers, before, place, Optional.of(positions[place]));
        }
        return position(askers);
    }

    private static MessageAskers askers(Optional<CopyPosition> before) {
        return new MessageAskers(List.of(message(before, KEYS)));
    }

    private static void suspend(
            MessageAskers askers, Optional<CopyPosition> before, int place, Optional<CopyPosition> at) {
        end(askers, before, place, new Outcome.Suspended(at, Optional.empty()));
    }

    private static void end(MessageAskers askers, Optional<CopyPosition> before, int place, Outcome outcome) {
        var keys = List.of(KEYS.get(place));
        var group = Coalescer.coalesce(List.of(message(before, keys))).getFirst();
        askers.ended(group, keys, outcome);
    }

    private static Optional<CopyPosition> position(MessageAskers askers) {
        var rest = askers.verdicts().getFirst().rest().orElseThrow();
        assertThat(rest.keys()).containsExactlyInAnyOrderElementsOf(KEYS);
        return ((Updated) rest.change()).copied();
    }

    private static CascadeMessage message(Optional<CopyPosition> copied, List<Key> keys) {
        return new CascadeMessage(RECIPES, new Change.Updated(copied), keys, Optional.empty(), Envelope.of("c"));
    }

    private static CopyPosition at(int relation, long child) {
        return new CopyPosition(relation, Optional.of(Key.of(child)));
    }
}
