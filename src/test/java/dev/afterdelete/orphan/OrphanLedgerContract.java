package dev.afterdelete.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.orphan.OrphanLedger.Sighting;
import dev.afterdelete.orphan.Pass.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link OrphanLedger} does. */
public abstract class OrphanLedgerContract {
    private static final Table PARENT = Table.named(
            "notes", List.of(new KeyColumn("owner", KeyType.STRING), new KeyColumn("hash", KeyType.BINARY)));
    private static final Table CHILD = Table.named("lines");
    private static final Relation RELATION =
            Relation.of(CHILD, List.of("owner", "hash"), PARENT, new OnDelete.Cascade());
    private static final Key LOST = Key.of(KeyValue.of("3:å; \"x\" 😀"), new KeyValue.BinaryValue("00ff"));

    @SuppressWarnings("NullAway.Init")
    private OrphanLedger ledger;

    /** The ledger under test, empty. */
    protected abstract OrphanLedger open() throws Exception;

    @BeforeEach
    void openLedger() throws Exception {
        ledger = open();
    }

    private static Orphan orphan(long child) {
        return new Orphan(Key.of(child), LOST);
    }

    private static Pass walked(Pass pass, long after, List<Orphan> orphans) {
        return pass.at(
                new State.Walking(Optional.of(Key.of(after))),
                pass.findings().plus(1_000, orphans, Optional.of(pass.startedAt())));
    }

    private static Pass ended(Pass pass) {
        return pass.at(new State.Ended(), pass.findings());
    }

    @Test
    void aRelationThatWasNeverScannedBeginsWithItsFirstPass() {
        var standing = ledger.open(RELATION);
        assertThat(standing.pass().number()).isEqualTo(1);
        assertThat(standing.pass().state()).isEqualTo(new State.Walking(Optional.empty()));
        assertThat(standing.pass().findings()).isEqualTo(Findings.NONE);
        assertThat(standing.pass().startedAt()).isBeforeOrEqualTo(standing.now());
        assertThat(ledger.open(RELATION).pass()).as("again").isEqualTo(standing.pass());
    }

    @Test
    void everythingThatAPassHasFoundIsThereAgain() {
        var first = ledger.open(RELATION).pass();
        var orphans = List.of(orphan(1), orphan(2));
        var walked = walked(first, 7, orphans);
        assertThat(ledger.advance(RELATION, first, walked, Sighting.NONE)).isTrue();
        assertThat(ledger.open(RELATION).pass()).isEqualTo(walked);
        var stopped = walked.at(new State.Stopped(LOST), walked.findings().fixed(2));
        assertThat(ledger.advance(RELATION, walked, stopped, Sighting.NONE)).isTrue();
        assertThat(ledger.open(RELATION).pass()).isEqualTo(stopped);
        var next = stopped.next(stopped.startedAt().plusSeconds(9));
        assertThat(ledger.advance(RELATION, stopped, next, Sighting.NONE)).isTrue();
        assertThat(ledger.open(RELATION).pass()).isEqualTo(next);
    }

    @Test
    void whoeverComesSecondFromOnePlaceChangesNothing() {
        var first = ledger.open(RELATION).pass();
        var walked = walked(first, 7, List.of());
        assertThat(ledger.advance(RELATION, first, walked, Sighting.NONE)).isTrue();
        assertThat(ledger.advance(
                        RELATION, first, walked(first, 9, List.of()), new Sighting(List.of(orphan(1)), List.of())))
                .isFalse();
        assertThat(ledger.open(RELATION).pass()).isEqualTo(walked);
        assertThat(ledger.recall(RELATION, walked, List.of(orphan(1))).since()).isEmpty();
        var over = ended(walked);
        assertThat(ledger.advance(RELATION, walked, over, Sighting.NONE)).isTrue();
        assertThat(ledger.advance(RELATION, walked, over, Sighting.NONE)).isFalse();
        var next = over.next(over.startedAt());
        assertThat(ledger.advance(RELATION, over, next, Sighting.NONE)).isTrue();
        assertThat(ledger.advance(RELATION, over, next, Sighting.NONE)).isFalse();
    }

    @Test
    void anOrphanIsKnownSinceItWasFirstSeen() {
        var first = ledger.open(RELATION).pass();
        var walked = walked(first, 1, List.of());
        ledger.advance(RELATION, first, walked, new Sighting(List.of(orphan(1), orphan(2)), List.of()));
        var seen = ledger.recall(RELATION, walked, List.of(orphan(1), orphan(2), orphan(3)));
        assertThat(seen.since()).containsOnlyKeys(orphan(1), orphan(2));
        assertThat(seen.since().values())
                .allSatisfy(since -> assertThat(Duration.between(since, seen.now()))
                        .isBetween(Duration.ZERO, Duration.ofMinutes(1)));
        var over = ended(walked);
        ledger.advance(RELATION, walked, over, Sighting.NONE);
        var second = over.next(seen.now());
        ledger.advance(RELATION, over, second, Sighting.NONE);
        var again = walked(second, 1, List.of());
        ledger.advance(RELATION, second, again, new Sighting(List.of(), List.of(orphan(1), orphan(2))));
        assertThat(ledger.recall(RELATION, again, List.of(orphan(1))).since())
                .isEqualTo(Map.of(orphan(1), seen.since().get(orphan(1))));
    }

    @Test
    void anotherReferenceOfTheSameChildIsAnotherOrphan() {
        var first = ledger.open(RELATION).pass();
        var walked = walked(first, 1, List.of());
        ledger.advance(RELATION, first, walked, new Sighting(List.of(orphan(1)), List.of()));
        var moved = new Orphan(Key.of(1), Key.of(KeyValue.of("else"), new KeyValue.BinaryValue("00ff")));
        assertThat(ledger.recall(RELATION, walked, List.of(moved)).since()).isEmpty();
    }

    @Test
    void anOrphanThatAWholePassDidNotSeeHasToBeFoundTwiceAgain() {
        var first = ledger.open(RELATION).pass();
        var over = ended(first);
        ledger.advance(RELATION, first, over, new Sighting(List.of(orphan(1), orphan(2)), List.of()));
        var second = over.next(over.startedAt());
        ledger.advance(RELATION, over, second, Sighting.NONE);
        var secondOver = ended(second);
        ledger.advance(RELATION, second, secondOver, new Sighting(List.of(), List.of(orphan(2))));
        var third = secondOver.next(over.startedAt());
        ledger.advance(RELATION, secondOver, third, Sighting.NONE);
        assertThat(ledger.recall(RELATION, third, List.of(orphan(1), orphan(2))).since())
                .containsOnlyKeys(orphan(2));
        while (ledger.forget(RELATION, secondOver)) {
            // another page
        }
        assertThat(ledger.recall(RELATION, first, List.of(orphan(1), orphan(2))).since())
                .as("forgotten")
                .containsOnlyKeys(orphan(2));
    }

    @Test
    void manyAreForgottenPageByPage() {
        var first = ledger.open(RELATION).pass();
        var over = ended(first);
        var orphans = LongStream.range(0, 2_500)
                .mapToObj(OrphanLedgerContract::orphan)
                .toList();
        ledger.advance(RELATION, first, over, new Sighting(orphans, List.of()));
        var next = over.next(over.startedAt());
        while (ledger.forget(RELATION, next)) {
            // another page
        }
        assertThat(ledger.recall(RELATION, first, orphans).since()).isEmpty();
    }

    @Test
    void relationsOfTheSameColumnsUnderOtherConditionsStandApart() {
        var first = ledger.open(RELATION).pass();
        ledger.advance(RELATION, first, ended(first), new Sighting(List.of(orphan(1)), List.of()));
        var other = RELATION.where(List.of(new Constant("kind", KeyValue.of("Note"))));
        var standing = ledger.open(other).pass();
        assertThat(standing.isOver()).isFalse();
        assertThat(ledger.recall(other, standing, List.of(orphan(1))).since()).isEmpty();
    }
}
