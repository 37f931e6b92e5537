package dev.afterdelete.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.afterdelete.event.Delivery;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.worker.WorkerPolicy.End;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HELD = Duration.ofSeconds(30);
    private static final Outcome DONE = new Outcome.Done();
    private static final Outcome FAILED = new Outcome.Failed(Fault.of(FaultCode.CANNOT_CONNECT));

    private final InMemorySource queue = new InMemorySource(HELD);
    private final StopSignal stop = new StopSignal();
    private final Pulse pulse = new Pulse(InstantSource.fixed(NOW));
    private final List<List<String>> batches = new ArrayList<>();
    private final List<TimeBudget> budgets = new ArrayList<>();
    private final List<Happening> happenings = new ArrayList<>();
    private final AtomicInteger waits = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void whatEndedIsAcknowledgedAndWhatFailedIsLeftToTheQueue() {
        queue.with("a", "bad", "c");
        var tally = worker(queue, this::badOnesFail).run();
        assertThat(tally).isEqualTo(new Worker.Tally(2, 1));
        assertThat(queue.unacknowledged()).containsExactly("bad");
        assertThat(queue.postponed()).containsExactly("bad");
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void whatFailedIsDoneWhenTheQueueHandsItOverAgain() {
        queue.with("bad");
        worker(queue, this::badOnesFail).run();
        queue.letGo();
        assertThat(worker(queue, this::allDone).run()).isEqualTo(new Worker.Tally(1, 0));
        assertThat(queue.unacknowledged()).isEmpty();
    }

    @Test
    void severalReceivesBecomeOneBatch() {
        queue.with(IntStream.range(0, 25).mapToObj(number -> "m" + number).toArray(String[]::new));
        new Worker(queue, this::allDone, policy(25, Duration.ofSeconds(1)), stop, surroundings()).run();
        assertThat(batches)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(25);
    }

    @Test
    void aMessageThatComesTwiceInOneBatchIsOneAndItsLastReceiptCounts() {
        var receives = new ArrayDeque<>(List.of(received("a", "r1"), received("a", "r2"), received("b", "r3")));
        var acknowledged = new ArrayList<String>();
        var doubling = new Decorated(queue) {
            @Override
            public List<Received> receive(int most, Duration wait) {
                return receives.isEmpty() ? List.of() : List.of(receives.remove());
            }

            @Override
            public List<Fault> acknowledge(List<Received> ended) {
                ended.forEach(message -> acknowledged.add(message.receipt()));
                return List.of();
            }
        };
        new Worker(doubling, this::allDone, policy(2, Duration.ofSeconds(1)), stop, surroundings()).run();
        assertThat(batches).containsExactly(List.of("a", "b"));
        assertThat(acknowledged).containsExactly("r2", "r3");
    }

    private static Received received(String id, String receipt) {
        return new Received(new Delivery(id, "{}", 1), receipt);
    }

    @Test
    void theBudgetIsWhatTheQueueGivesLessTheReserve() {
        queue.with("a");
        worker(queue, this::allDone).run();
        assertThat(budgets)
                .extracting(TimeBudget::end)
                .containsExactly(NOW.plus(HELD).minusSeconds(5));
    }

    @Test
    void aQueueThatHidesMessagesForTooShortATimeIsRefused() {
        assertThatExceptionOfType(FaultException.class)
                .isThrownBy(() -> worker(new InMemorySource(Duration.ofSeconds(5)), this::allDone)
                        .run())
                .withMessageContaining("INVALID_CONFIGURATION")
                .withMessageContaining("PT6S");
    }

    @Test
    void aQueueThatDoesNotAnswerIsSaidAndAskedAgainLater() {
        var tries = new AtomicInteger();
        var away = new Decorated(queue.with("a")) {
            @Override
            public List<Received> receive(int most, Duration wait) {
                if (tries.incrementAndGet() <= 2) {
                    throw FaultException.of(FaultCode.QUEUE_UNAVAILABLE, "away");
                }
                return super.receive(most, wait);
            }
        };
        assertThat(worker(away, this::allDone).run()).isEqualTo(new Worker.Tally(1, 0));
        assertThat(happenings).hasSize(2).hasOnlyElementsOfType(Happening.QueueFaulted.class);
        assertThat(waits).hasValue(2);
    }

    @Test
    void aBatchThatBreaksHasFailedAndTheNextOneIsCarriedOut() {
        var tries = new AtomicInteger();
        Worker.Consumption breaking = (deliveries, budget) -> {
            if (tries.incrementAndGet() == 1) {
                throw new NullPointerException("secret value");
            }
            return allDone(deliveries, budget);
        };
        queue.with("a", "b", "c");
        var tally = new Worker(queue, breaking, policy(2, Duration.ZERO), stop, surroundings()).run();
        assertThat(tally).isEqualTo(new Worker.Tally(1, 2));
        assertThat(queue.postponed()).containsExactly("a", "b");
        assertThat(batches).containsExactly(List.of("c"));
        assertThat(waits).hasValue(1);
        assertThat(happenings)
                .hasSize(2)
                .allSatisfy(happening -> assertThat(happening.toString())
                        .contains("UNCLASSIFIED", "java.lang.NullPointerException at dev.afterdelete.worker.WorkerTest")
                        .doesNotContain("secret"));
    }

    @Test
    void aQueueThatBreaksIsSaidAndAskedAgainLater() {
        var tries = new AtomicInteger();
        var broken = new Decorated(queue.with("a")) {
            @Override
            public List<Received> receive(int most, Duration wait) {
                if (tries.incrementAndGet() == 1) {
                    throw new IllegalStateException("broken");
                }
                return super.receive(most, wait);
            }
        };
        assertThat(worker(broken, this::allDone).run()).isEqualTo(new Worker.Tally(1, 0));
        assertThat(happenings).hasSize(1).hasOnlyElementsOfType(Happening.QueueFaulted.class);
        assertThat(waits).hasValue(1);
    }

    @Test
    void aQueueThatIsAwayWhenItStartsIsWaitedForAndSaidSo() {
        var away = new Decorated(queue.with("a")) {
            private int asked;

            @Override
            public Duration heldFor() {
                if (asked++ < 2) {
                    throw FaultException.of(FaultCode.QUEUE_UNAVAILABLE, "away");
                }
                return super.heldFor();
            }
        };
        Worker.Consumption last = (deliveries, budget) -> {
            stop.ask();
            return allDone(deliveries, budget);
        };
        var asked = WorkerPolicy.of(10, Duration.ZERO, End.ASKED).keeping(Duration.ofSeconds(5));
        assertThat(new Worker(away, last, asked, stop, surroundings()).run()).isEqualTo(new Worker.Tally(1, 0));
        assertThat(happenings).hasSize(2).hasOnlyElementsOfType(Happening.QueueFaulted.class);
        assertThat(waits).hasValue(2);
        assertThat(looks).hasValue(2);
        assertThat(pulse.isWell()).isTrue();
    }

    @Test
    void whoEndsWithAnEmptyQueueWaitsForNoneThatIsAway() {
        var away = new Decorated(queue.with("a")) {
            @Override
            public Duration heldFor() {
                throw FaultException.of(FaultCode.QUEUE_UNAVAILABLE, "away");
            }
        };
        assertThatExceptionOfType(FaultException.class)
                .isThrownBy(() -> worker(away, this::allDone).run());
        assertThat(waits).hasValue(0);
    }

    @Test
    void whoEndsWithAnEmptyQueueSaysSoWhenItDoesNotAnswerForAMinute() {
        var minutes = new AtomicInteger();
        var gone = new Decorated(queue.with("a")) {
            @Override
            public List<Received> receive(int most, Duration wait) {
                if (minutes.getAndIncrement() == 0) {
                    return super.receive(most, wait);
                }
                throw FaultException.of(FaultCode.QUEUE_UNAVAILABLE, "away");
            }
        };
        InstantSource later = () -> NOW.plusSeconds(20L * minutes.get());
        assertThatExceptionOfType(FaultException.class)
                .isThrownBy(() ->
                        new Worker(gone, this::allDone, policy(1, Duration.ZERO), stop, surroundings(later)).run())
                .withMessageContaining("QUEUE_UNAVAILABLE")
                .withMessageContaining("has not answered for PT1M: away");
        assertThat(minutes).hasValue(5);
        assertThat(queue.unacknowledged()).as("what was taken before is done").isEmpty();
    }

    @Test
    void aWorkerThatIsToStayWaitsForAQueueForAsLongAsItIsAway() {
        var minutes = new AtomicInteger();
        var gone = new Decorated(queue) {
            @Override
            public List<Received> receive(int most, Duration wait) {
                if (minutes.incrementAndGet() == 30) {
                    stop.ask();
                }
                throw FaultException.of(FaultCode.QUEUE_UNAVAILABLE, "away");
            }
        };
        InstantSource later = () -> NOW.plusSeconds(20L * minutes.get());
        var asked = WorkerPolicy.of(10, Duration.ZERO, End.ASKED).keeping(Duration.ofSeconds(5));
        new Worker(gone, this::allDone, asked, stop, surroundings(later)).run();
        assertThat(minutes).hasValue(30);
    }

    @Test
    void aQueueThatSaysNoEndsIt() {
        var refusing = new Decorated(queue) {
            @Override
            public Duration heldFor() {
                throw FaultException.of(FaultCode.INVALID_CONFIGURATION, "no");
            }
        };
        assertThatExceptionOfType(FaultException.class)
                .isThrownBy(() -> worker(refusing, this::allDone).run());
        assertThat(waits).hasValue(0);
    }

    @Test
    void whereNothingEndsItIsNotWellUntilSomethingDoesHoweverLongTheMessagesRest() {
        var idle = new Decorated(queue.with("bad")) {
            private int received;

            @Override
            public List<Received> receive(int most, Duration wait) {
                if (received++ == 3) {
                    assertThat(pulse.isWell())
                            .as("after two looks that found none")
                            .isFalse();
                    queue.with("good");
                }
                if (received == 5) {
                    assertThat(pulse.isWell()).as("after one that ended").isTrue();
                    stop.ask();
                }
                return super.receive(most, wait);
            }
        };
        var asked = WorkerPolicy.of(10, Duration.ZERO, End.ASKED).keeping(Duration.ofSeconds(5));
        new Worker(idle, this::badOnesFail, asked, stop, surroundings()).run();
        assertThat(batches).containsExactly(List.of("bad"), List.of("good"));
        assertThat(waits).hasValue(1);
        assertThat(looks).hasValue(3);
    }

    @Test
    void whatComesWhenABatchIsGatheredIsPartOfItAndNoMoreIsAskedForThen() {
        var pauses = new ArrayList<String>();
        var late = new Decorated(queue.with("a")) {
            @Override
            public List<Received> pause() {
                pauses.add("after " + batches.size());
                return pauses.size() == 1 ? queue.with("late").receive(1, Duration.ZERO) : List.of();
            }
        };
        worker(late, this::allDone).run();
        assertThat(batches).containsExactly(List.of("a", "late"));
        assertThat(pauses).containsExactly("after 0");
    }

    @Test
    void whileItWaitsWhatComesIsForOthers() {
        var late = new Decorated(queue.with("bad")) {
            @Override
            public List<Received> pause() {
                return batches.isEmpty() ? List.of() : queue.with("late").receive(1, Duration.ZERO);
            }
        };
        worker(late, this::badOnesFail).run();
        assertThat(batches).containsExactly(List.of("bad"), List.of("late"));
    }

    @Test
    void whileNothingCanWorkItWaitsBeforeTheNextBatch() {
        queue.with("bad");
        worker(queue, this::badOnesFail).run();
        assertThat(waits).hasValue(1);
    }

    @Test
    void aMessageThatFailsByItsOwnFaultHoldsUpNobody() {
        queue.with("early");
        var restricted = new Outcome.Failed(Fault.of(FaultCode.RESTRICTED));
        worker(queue, (deliveries, _) -> outcomes(deliveries, restricted)).run();
        assertThat(waits).hasValue(0);
        assertThat(queue.unacknowledged()).containsExactly("early");
    }

    @Test
    void aTableThatIsBrokenHoldsUpNoOtherAndIsNotWellAllTheSame() {
        queue.with("broken");
        var broken = new Outcome.Failed(Fault.of(FaultCode.SCHEMA_MISMATCH), Outcome.Reach.TABLE);
        worker(queue, (deliveries, _) -> outcomes(deliveries, broken)).run();
        assertThat(waits).hasValue(0);
        assertThat(pulse.isWell()).isFalse();
        assertThat(queue.postponed()).containsExactly("broken");
    }

    @Test
    void askedToStopItHurriesAcknowledgesWhatEndedAndTakesNoMore() {
        queue.with("a", "b");
        new Worker(queue, this::stopAfterOne, policy(1, Duration.ZERO), stop, surroundings()).run();
        assertThat(budgets)
                .singleElement()
                .satisfies(budget -> assertThat(budget.isSpent()).isTrue());
        assertThat(queue.unacknowledged()).isEmpty();
        assertThat(queue.waiting()).containsExactly("b");
    }

    @Test
    void askedToStopWhileItGathersItGivesBackWhatItHas() {
        var late = new Decorated(queue.with("a")) {
            @Override
            public List<Received> receive(int most, Duration wait) {
                var received = super.receive(most, wait);
                stop.ask();
                return received;
            }
        };
        assertThat(worker(late, this::allDone).run()).isEqualTo(new Worker.Tally(0, 0));
        assertThat(batches).isEmpty();
        assertThat(queue.unacknowledged())
                .isSubsetOf("a"); // given back, or the receive was given up before it answered
    }

    private Worker worker(MessageSource source, Worker.Consumption consumption) {
        return new Worker(source, consumption, policy(10, Duration.ZERO), stop, surroundings());
    }

    private static WorkerPolicy policy(int batchSize, Duration window) {
        return WorkerPolicy.of(batchSize, window, End.EMPTY).keeping(Duration.ofSeconds(5));
    }

    private Worker.Surroundings surroundings() {
        return surroundings(InstantSource.fixed(NOW));
    }

    private Worker.Surroundings surroundings(InstantSource clock) {
        RandomGenerator noWait = () -> {
            waits.incrementAndGet();
            return 0;
        };
        return new Worker.Surroundings(clock, noWait, happenings::add, () -> {}, looks::incrementAndGet, pulse);
    }

    private SequencedMap<Delivery, Outcome> allDone(List<Delivery> deliveries, TimeBudget budget) {
        batches.add(deliveries.stream().map(Delivery::id).toList());
        budgets.add(budget);
        return outcomes(deliveries, DONE);
    }

    private SequencedMap<Delivery, Outcome> stopAfterOne(List<Delivery> deliveries, TimeBudget budget) {
        stop.ask();
        return allDone(deliveries, budget);
    }

    private SequencedMap<Delivery, Outcome> badOnesFail(List<Delivery> deliveries, TimeBudget budget) {
        var outcomes = allDone(deliveries, budget);
        outcomes.replaceAll((delivery, outcome) -> delivery.id().equals("bad") ? FAILED : outcome);
        return outcomes;
    }

    private static SequencedMap<Delivery, Outcome> outcomes(List<Delivery> deliveries, Outcome outcome) {
        var outcomes = new LinkedHashMap<Delivery, Outcome>();
        deliveries.forEach(delivery -> outcomes.put(delivery, outcome));
        return outcomes;
    }

    /** A source that a test changes in one way. */
    private static class Decorated implements MessageSource {
        private final MessageSource source;

        Decorated(MessageSource source) {
            this.source = source;
        }

        @Override
        public Duration heldFor() {
            return source.heldFor();
        }

        @Override
        public List<Received> receive(int most, Duration wait) {
            return source.receive(most, wait);
        }

        @Override
        public List<Received> pause() {
            return source.pause();
        }

        @Override
        public List<Fault> acknowledge(List<Received> ended) {
            return source.acknowledge(ended);
        }

        @Override
        public List<Fault> postpone(List<Received> failed) {
            return source.postpone(failed);
        }

        @Override
        public List<Fault> giveBack(List<Received> untouched) {
            return source.giveBack(untouched);
        }
    }
}
