package dev.afterdelete.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.JsonMessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeadLetterRedriveTest {
    private static final Table RECIPES = Table.named("recipes");
    private static final Table TAGS = Table.named("tags");
    private static final MessageFormat FORMAT = new JsonMessageFormat(
            new RelationGraph(List.of(RECIPES, TAGS), Optional.of(RECIPES), List.of()), () -> "made up");
    private static final Duration A_DAY = Duration.ofDays(1);

    private final InMemoryDeadLetters letters = new InMemoryDeadLetters();
    private final InMemoryRefusedDebts debts = new InMemoryRefusedDebts();
    private final Mortality mortality = new Mortality();
    private final List<OutgoingMessage> sent = new ArrayList<>();
    private final List<Fault> sendFaults = new ArrayList<>();
    private final Publisher queue = this::publish;

    @Test
    void lettersAreGroupedByCodeAndLeftWhereTheyAre() {
        bury(3, "UNKNOWN_TABLE");
        letters.passTime(Duration.ofMinutes(1));
        bury(40, "RESTRICTED");
        letters.bury("{\"id\":1,\"action\":\"deleted\"}", Map.of());

        var overview = redrive().look(Choice.ALL, _ -> {}, RefusedMessages.Progress.UNSEEN);

        assertThat(overview.groups())
                .extracting(Overview.Group::code, Overview.Group::count)
                .containsExactly(tuple("RESTRICTED", 40L), tuple("UNKNOWN_TABLE", 3L), tuple(Refusal.NO_CODE, 1L));
        assertThat(overview.groups().getFirst().sample().id()).isEqualTo("letter-4");
        assertThat(overview.groups().getFirst().sample().reason()).contains("because RESTRICTED");
        assertThat(overview.looked()).isEqualTo(44);
        assertThat(letters.census()).isEqualTo(new DeadLetters.Census(44, 0));
    }

    @Test
    void lettersThatSomebodyElseHasTakenAreSaidToBeHidden() {
        bury(13, "RESTRICTED");
        letters.take(A_DAY);
        var overview = redrive().look(Choice.ALL, _ -> {}, RefusedMessages.Progress.UNSEEN);
        assertThat(overview.looked()).isEqualTo(3);
        assertThat(overview.hidden()).isEqualTo(10);
        assertThat(letters.census().hidden()).isEqualTo(10);
    }

    @Test
    void lettersAreChosenByCodeIdAndTableTogether() {
        bury(2, "RESTRICTED");
        var one = letters.bury(
                "{\"id\":1,\"action\":\"deleted\",\"table\":\"tags\"}",
                Map.of(DeadLetterQueue.CODE_ATTRIBUTE, "RESTRICTED", DeadLetterQueue.MESSAGE_ID_ATTRIBUTE, "original"));
        var other = letters.bury("{\"id\":1,\"action\":\"deleted\",\"table\":\"tags\"}", Map.of());
        var unreadable = letters.bury("tags", Map.of(DeadLetterQueue.CODE_ATTRIBUTE, "MALFORMED_JSON"));

        assertThat(chosen(Set.of(), Set.of(), Set.of("tags"))).containsExactlyInAnyOrder(one, other);
        assertThat(chosen(Set.of("RESTRICTED"), Set.of(), Set.of("tags"))).containsExactly(one);
        assertThat(chosen(Set.of("NONE", "MALFORMED_JSON"), Set.of(), Set.of()))
                .containsExactlyInAnyOrder(other, unreadable);
        assertThat(chosen(Set.of(), Set.of("original", other), Set.of())).containsExactlyInAnyOrder(one, other);
        assertThat(chosen(Set.of(), Set.of("unheard of"), Set.of())).isEmpty();
        assertThat(chosen(Set.of(), Set.of(), Set.of())).hasSize(5);
    }

    @Test
    void oneLetterIsShownWhole() {
        bury(30, "RESTRICTED");
        var found = redrive().find("letter-17").orElseThrow();
        assertThat(found.body()).contains("\"id\":17,");
        assertThat(found.attributes()).containsEntry(DeadLetterQueue.CODE_ATTRIBUTE, "RESTRICTED");
        assertThat(redrive().find("letter-99")).isEmpty();
        assertThat(letters.census()).isEqualTo(new DeadLetters.Census(30, 0));
    }

    @Test
    void whatIsSentBackIsAsItWasAndFairToItsTenant() {
        var body = "{\"id\":5, \"action\":\"deleted\", \"tenant\":\"t1\", \"cascade\":\"c\"}";
        letters.bury(body, Map.of());
        letters.bury("not JSON", Map.of());
        var report = sendBackAll();
        assertThat(sent)
                .containsExactlyInAnyOrder(
                        new OutgoingMessage(body, Optional.of("t1")),
                        new OutgoingMessage("not JSON", Optional.empty()));
        assertThat(report.dealtWith()).isEqualTo(2);
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void aDebtIsOwedAgainBeforeItsMessageIsSent() {
        debts.refuse(7, "{\"id\":1,\"action\":\"deleted\"}", "RESTRICTED");
        debts.refuse(8, "{\"id\":2,\"action\":\"deleted\"}", "RESTRICTED");
        letters.bury("{\"id\":1,\"action\":\"deleted\",\"outbox\":7}", Map.of());
        mortality.diesAt = 4; // after census, take and re-arming
        assertThat(dieWhile(this::sendBackAll)).isTrue();
        assertThat(debts.owed()).containsExactly(7L);
        assertThat(debts.refused()).containsExactly(8L);
        assertThat(sent).isEmpty();
        assertThat(letters.all()).hasSize(1);
    }

    @Test
    void whatIsDroppedIsOwedNoMoreUnlessTheRelayIsAtIt() {
        debts.refuse(7, "{\"id\":1,\"action\":\"deleted\"}", "RESTRICTED");
        debts.owe(8, "{\"id\":2,\"action\":\"deleted\"}");
        letters.bury("{\"id\":1,\"action\":\"deleted\",\"outbox\":7}", Map.of());
        letters.bury("{\"id\":2,\"action\":\"deleted\",\"outbox\":8}", Map.of());
        var report = redrive().drop(idsOfAll(), RefusedMessages.Progress.UNSEEN);
        assertThat(report.dealtWith()).isEqualTo(2);
        assertThat(report.outboxRows()).isEqualTo(1);
        assertThat(debts.refused()).isEmpty();
        assertThat(debts.owed()).containsExactly(8L);
        assertThat(sent).isEmpty();
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void whatCannotBeSentStays() {
        bury(25, "RESTRICTED");
        sendFaults.add(new Fault(FaultCode.SEND_FAILED, "throttled"));
        var report = sendBackAll();
        assertThat(report.left()).isEqualTo(1);
        assertThat(report.dealtWith()).isEqualTo(24);
        assertThat(report.firstFault().orElseThrow().reason()).isEqualTo("throttled");
        assertThat(letters.census()).isEqualTo(new DeadLetters.Census(1, 0));
        assertThat(sent).hasSize(24);
    }

    @Test
    void whereNothingCanBeSentItGivesUpSoon() {
        bury(1_000, "RESTRICTED");
        for (var failure = 0; failure < 10; failure++) {
            sendFaults.add(Fault.of(FaultCode.SEND_FAILED));
        }
        var report = sendBackAll();
        assertThat(report.left()).isEqualTo(10);
        assertThat(sent).isEmpty();
        assertThat(letters.census()).isEqualTo(new DeadLetters.Census(1_000, 0));
    }

    @Test
    void whatWasSentAndCannotBeRemovedIsToldAndFoundAgain() {
        bury(3, "RESTRICTED");
        mortality.failing = "remove";
        var report = sendBackAll();
        assertThat(report.dealtWith()).isEqualTo(3);
        assertThat(report.stillThere()).isEqualTo(3);
        assertThat(letters.census()).isEqualTo(new DeadLetters.Census(3, 0));
    }

    @Test
    void whatCannotBeDroppedStays() {
        bury(3, "RESTRICTED");
        mortality.failing = "remove";
        var report = redrive().drop(idsOfAll(), RefusedMessages.Progress.UNSEEN);
        assertThat(report.left()).isEqualTo(3);
        assertThat(letters.all()).hasSize(3);
    }

    @Test
    void withoutADatabaseWhatIsOwedStaysAndNothingIsSent() {
        debts.refuse(7, "{\"id\":1,\"action\":\"deleted\"}", "RESTRICTED");
        letters.bury("{\"id\":1,\"action\":\"deleted\",\"outbox\":7}", Map.of());
        mortality.failing = "rearm";
        var report = sendBackAll();
        assertThat(report.left()).isEqualTo(1);
        assertThat(sent).isEmpty();
        assertThat(letters.census()).isEqualTo(new DeadLetters.Census(1, 0));
    }

    @Test
    void onlyWhatWasSeenIsTouchedSoThatWhatIsRefusedAgainDoesNotGoRound() {
        bury(15, "RESTRICTED");
        var ids = idsOfAll();
        var fresh = letters.bury("{\"id\":99,\"action\":\"deleted\"}", Map.of());
        Publisher refusing = messages -> {
            messages.forEach(message -> letters.bury(message.body(), Map.of()));
            return publish(messages);
        };
        var report = redrive().sendBack(ids, refusing, RefusedMessages.Progress.UNSEEN);
        assertThat(report.dealtWith()).isEqualTo(15);
        assertThat(sent).hasSize(15);
        assertThat(letters.all()).hasSize(16).anyMatch(letter -> letter.id().equals(fresh));
    }

    /** The process is killed at each of its calls in turn, before it and after it. */
    @Test
    void whoeverDiesAnywhereLosesNothing() {
        var deaths = 0;
        for (var call = 1; call < 200; call++) {
            for (var after : List.of(false, true)) {
                var world = new DeadLetterRedriveTest();
                world.mortality.diesAt = call;
                world.mortality.afterwards = after;
                deaths += world.diesAndGoesOn() ? 1 : 0;
            }
        }
        assertThat(deaths).as("times that it died").isGreaterThan(20);
    }

    private boolean diesAndGoesOn() {
        for (var id = 1; id <= 33; id++) {
            var body = "{\"id\":%d,\"action\":\"deleted\",\"outbox\":%d}".formatted(id, id);
            letters.bury(body, Map.of(DeadLetterQueue.CODE_ATTRIBUTE, "RESTRICTED"));
            debts.refuse(id, "{\"id\":%d,\"action\":\"deleted\"}".formatted(id), "RESTRICTED");
        }
        var ids = new HashSet<>(letters.all().stream().map(BuriedLetter::id).toList());
        var died = dieWhile(() -> redrive().sendBack(ids, mortality.over(queue), RefusedMessages.Progress.UNSEEN));
        requireNothingLost();
        mortality.revive();
        letters.passTime(A_DAY);
        sendBackAll();
        assertThat(letters.all()).isEmpty();
        assertThat(new HashSet<>(sent)).hasSize(33);
        assertThat(sent).hasSizeLessThanOrEqualTo(43);
        assertThat(debts.owed()).hasSize(33);
        return died;
    }

    /** Each message is on the queue or a dead letter still, and what left the dead letters is owed. */
    private void requireNothingLost() {
        for (var id = 1L; id <= 33; id++) {
            var body = "{\"id\":%d,\"action\":\"deleted\",\"outbox\":%d}".formatted(id, id);
            var isSent = sent.stream().anyMatch(message -> message.body().equals(body));
            var isDead = letters.all().stream().anyMatch(letter -> letter.body().equals(body));
            assertThat(isSent || isDead).isTrue();
            assertThat(isSent && !debts.owed().contains(id))
                    .as("sent, but not owed")
                    .isFalse();
        }
    }

    @Test
    void aHundredThousandLettersAreLookedAtWithLittleMemory() {
        var many = new Endless(100_500);
        var overview = new DeadLetterRedrive(many, debts, FORMAT, Duration.ofMinutes(1))
                .look(Choice.ALL, _ -> {}, RefusedMessages.Progress.UNSEEN);
        assertThat(overview.looked()).isEqualTo(LetterWalk.MOST_HELD);
        assertThat(overview.isCutShort()).isTrue();
        assertThat(many.givenBack).isEqualTo(LetterWalk.MOST_HELD);
        assertThat(many.longestHidden).isBetween(Duration.ofHours(1), Duration.ofHours(2));
    }

    @Test
    void lettersThatComeBackTooSoonAreCountedOnceAndEndTheLook() {
        var forgetful = new Endless(50);
        forgetful.comesBack = true;
        var overview = new DeadLetterRedrive(forgetful, debts, FORMAT, Duration.ofMinutes(1))
                .look(Choice.ALL, _ -> {}, RefusedMessages.Progress.UNSEEN);
        assertThat(overview.looked()).isEqualTo(50);
        assertThat(overview.groups().getFirst().count()).isEqualTo(50);
    }

    /** Letters that are made as they are taken. */
    private static final class Endless implements DeadLetters {
        private final int count;
        private int next;
        private boolean comesBack;
        private int givenBack;
        private Duration longestHidden = Duration.ZERO;

        private Endless(int count) {
            this.count = count;
        }

        @Override
        public Census census() {
            return new Census(count, 0);
        }

        @Override
        public List<BuriedLetter> take(Duration hidden) {
            longestHidden = hidden;
            var some = new ArrayList<BuriedLetter>();
            if (comesBack && next >= count) {
                next = 0;
            }
            while (some.size() < 10 && next < count) {
                var id = "letter-" + next++;
                some.add(new BuriedLetter(id, "r" + id, "{}", Map.of(), Instant.EPOCH));
            }
            return some;
        }

        @Override
        public List<Optional<Fault>> remove(List<BuriedLetter> some) {
            throw new AssertionError("nobody asked for that");
        }

        @Override
        public int giveBack(Collection<String> receipts) {
            givenBack += receipts.size();
            return 0;
        }
    }

    private DeadLetterRedrive redrive() {
        return new DeadLetterRedrive(mortality.over(letters), mortality.over(debts), FORMAT, Duration.ofMinutes(1));
    }

    private Report sendBackAll() {
        return redrive().sendBack(idsOfAll(), mortality.over(queue), RefusedMessages.Progress.UNSEEN);
    }

    private Set<String> idsOfAll() {
        return new HashSet<>(letters.all().stream().map(BuriedLetter::id).toList());
    }

    private Set<String> chosen(Set<String> codes, Set<String> ids, Set<String> tables) {
        return redrive()
                .look(new Choice(codes, ids, tables), _ -> {}, RefusedMessages.Progress.UNSEEN)
                .ids();
    }

    private void bury(int count, String code) {
        for (var number = 1; number <= count; number++) {
            letters.bury(
                    "{\"id\":%d,\"action\":\"deleted\"}".formatted(number),
                    Map.of(DeadLetterQueue.CODE_ATTRIBUTE, code, DeadLetterQueue.REASON_ATTRIBUTE, "because " + code));
        }
    }

    private List<Optional<Fault>> publish(List<OutgoingMessage> messages) {
        return messages.stream().map(this::publish).toList();
    }

    private Optional<Fault> publish(OutgoingMessage message) {
        if (!sendFaults.isEmpty()) {
            return Optional.of(sendFaults.removeLast());
        }
        sent.add(message);
        return Optional.empty();
    }

    private static boolean dieWhile(Runnable work) {
        try {
            work.run();
            return false;
        } catch (Mortality.Death expected) {
            return true;
        }
    }
}
