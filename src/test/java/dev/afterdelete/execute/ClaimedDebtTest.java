package dev.afterdelete.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.Reading;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.JsonMessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A message clears the outbox row that it names only if all is done then that the row owes. */
class ClaimedDebtTest {
    private static final Table RECIPES = Table.named("recipes");
    private static final Table MENUS = Table.named("menus");
    private static final RelationGraph GRAPH = new RelationGraph(
            List.of(RECIPES, MENUS),
            Optional.of(RECIPES),
            List.of(Relation.of(MENUS, List.of("recipe_id"), RECIPES, new OnDelete.Restrict())));

    private final InMemoryDatabase database = new InMemoryDatabase();
    private final JsonMessageFormat format = new JsonMessageFormat(GRAPH, () -> "made-up");
    private final Outbox outbox = database.outbox(format);
    private final InMemoryPublisher publisher = InMemoryPublisher.reliable();
    private final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));
    private final List<Happening> happenings = new ArrayList<>();

    @Test
    void aRowAboutTheSameRowsIsClearedHoweverItsMessageIsWritten() {
        var row = owe("{\"id\":1,\"action\":\"deleted\"}");
        var two = owe("{\"ids\":[3,2],\"action\":\"deleted\",\"meta\":{\"by\":\"x\"}}");
        consume(
                "{\"table\":\"recipes\", \"action\":\"deleted\", \"outbox\":%d, \"ids\":[1]}".formatted(row),
                "{\"ids\":[2,3],\"action\":\"deleted\",\"outbox\":%d}".formatted(two));

        assertThat(database.owedMessages()).isEmpty();
        assertThat(misdirected()).isEmpty();
    }

    @Test
    void aRowAboutAnotherRowStandsAndTheMessageIsCarriedOut() {
        database.insert("recipes", Row.of("id", 1), Row.of("id", 2));
        var row = owe("{\"id\":2,\"action\":\"deleted\"}");
        assertThat(consume("{\"id\":1,\"action\":\"deleted\",\"outbox\":%d}".formatted(row)))
                .containsExactly(new Outcome.Done());

        assertThat(database.rows("recipes")).containsExactly(Row.of("id", 2));
        assertThat(database.owedMessages()).containsOnlyKeys(row);
        assertThat(misdirected()).containsExactly(row);
    }

    @Test
    void aRowAboutAnotherTableOrAnotherChangeStands() {
        var ofMenu = owe("{\"id\":1,\"action\":\"deleted\",\"table\":\"menus\"}");
        var update = owe("{\"id\":1,\"action\":\"updated\"}");
        consume(
                "{\"id\":1,\"action\":\"deleted\",\"outbox\":%d}".formatted(ofMenu),
                "{\"id\":1,\"action\":\"deleted\",\"outbox\":%d}".formatted(update));

        assertThat(database.owedMessages()).containsOnlyKeys(ofMenu, update);
    }

    @Test
    void aRowThatOwesMoreThanTheMessageSaysStandsAndOneThatOwesLessGoes() {
        var more = owe("{\"ids\":[1,2],\"action\":\"deleted\"}");
        var less = owe("{\"id\":1,\"action\":\"deleted\"}");
        consume(
                "{\"id\":1,\"action\":\"deleted\",\"outbox\":%d}".formatted(more),
                "{\"ids\":[1,2],\"action\":\"deleted\",\"outbox\":%d}".formatted(less));

        assertThat(database.owedMessages()).containsOnlyKeys(more);
    }

    @Test
    void aRowThatSparesLessThanTheMessageStandsAndOneThatSparesMoreGoes() {
        var always = owe("{\"id\":1,\"action\":\"deleted\"}");
        var later = owe("{\"id\":1,\"action\":\"deleted\",\"at\":\"2026-01-02T00:00:00Z\"}");
        var earlier = owe("{\"id\":2,\"action\":\"deleted\",\"at\":\"2026-01-01T00:00:00Z\"}");
        var dated = "{\"id\":%d,\"action\":\"deleted\",\"at\":\"2026-01-01T00:00:00Z\",\"outbox\":%d}";
        consume(
                dated.formatted(1, always),
                dated.formatted(1, later),
                "{\"id\":2,\"action\":\"deleted\",\"outbox\":%d}".formatted(earlier));

        assertThat(database.owedMessages()).containsOnlyKeys(always, later);
    }

    @Test
    void aMessageThatIsSuspendedOrRefusedLeavesTheRowOfAnotherAlone() {
        var row = owe("{\"id\":2,\"action\":\"deleted\"}");
        var forged = "{\"ids\":%s,\"action\":\"deleted\",\"outbox\":%d}"
                .formatted(LongStream.rangeClosed(3, 999).boxed().toList(), row);
        LongStream.rangeClosed(3, 999).forEach(id -> database.insert("recipes", Row.of("id", id)));
        assertThat(consume(Duration.ofMillis(40), outbox, forged)).containsExactly(Outcome.Suspended.IN_THE_DATA);
        assertThat(publisher.take())
                .singleElement()
                .satisfies(rest -> assertThat(rest.body()).doesNotContain("outbox"));
        database.insert("menus", Row.of("id", 1, "recipe_id", 1));
        assertThat(consume("{\"id\":1,\"action\":\"deleted\",\"outbox\":%d}".formatted(row)))
                .singleElement()
                .isInstanceOf(Outcome.Refused.class);

        assertThat(outbox.takeDue(10, _ -> Duration.ZERO))
                .singleElement()
                .satisfies(owed -> assertThat(owed.body()).contains("\"id\":2"));
    }

    @Test
    void aRowThatComesAfterTheMessageWasHeldAgainstTheOutboxStands() {
        var looks = new AtomicInteger();
        var late = new FaultyOutbox(outbox, () -> {
            if (looks.incrementAndGet() == 2) {
                owe("{\"id\":2,\"action\":\"deleted\"}");
            }
            return Optional.empty();
        });
        assertThat(consume(Duration.ofMinutes(1), late, "{\"id\":1,\"action\":\"deleted\",\"outbox\":1}"))
                .containsExactly(new Outcome.Done());

        assertThat(database.owedMessages()).containsOnlyKeys(1L);
        assertThat(misdirected()).as("most rows that are gone are done").isEmpty();
    }

    @Test
    void aConnectionThatBrokeSinceTheLastBatchIsNoMatterAndOneThatIsNotThereFailsTheBatch() {
        var row = owe("{\"id\":1,\"action\":\"deleted\"}");
        var body = "{\"id\":1,\"action\":\"deleted\",\"outbox\":%d}".formatted(row);
        var bare = "{\"id\":2,\"action\":\"deleted\"}";
        var away = Fault.of(FaultCode.CANNOT_CONNECT);
        assertThat(consume(Duration.ofMinutes(1), new FaultyOutbox(outbox, () -> Optional.of(away)), body, bare))
                .containsExactly(new Outcome.Failed(away), new Outcome.Failed(away));
        var denied = Fault.of(FaultCode.ACCESS_DENIED);
        assertThat(consume(Duration.ofMinutes(1), new FaultyOutbox(outbox, () -> Optional.of(denied)), body, bare))
                .containsExactly(new Outcome.Failed(denied), new Outcome.Done());
        assertThat(database.owedMessages()).hasSize(1);

        var breaks = new AtomicInteger(1);
        var once = new FaultyOutbox(
                outbox,
                () -> breaks.getAndDecrement() > 0
                        ? Optional.of(Fault.of(FaultCode.CONNECTION_LOST))
                        : Optional.empty());
        assertThat(consume(Duration.ofMinutes(1), once, body)).containsExactly(new Outcome.Done());
        assertThat(database.owedMessages()).isEmpty();
    }

    @Test
    void whatIsNotLookedAtInTimeHasFailedAndIsNotLost() {
        LongStream.rangeClosed(1, 150).forEach(id -> database.insert("recipes", Row.of("id", id)));
        var bodies = LongStream.rangeClosed(1, 150)
                .mapToObj(id -> "{\"id\":%d,\"action\":\"deleted\",\"outbox\":%d}"
                        .formatted(id, owe("{\"id\":%d,\"action\":\"deleted\"}".formatted(id))))
                .toArray(String[]::new);
        var slow = new FaultyOutbox(outbox, () -> {
            clock.pause(Duration.ofSeconds(1));
            return Optional.empty();
        });

        var late = Fault.of(FaultCode.NOT_FINISHED);
        assertThat(consume(Duration.ofMillis(1500), slow, bodies))
                .as("a first read is slow, and no second one begins")
                .hasSize(150)
                .containsOnly(new Outcome.Failed(late));
        assertThat(database.rows("recipes")).hasSize(150);
        assertThat(database.owedMessages()).hasSize(150);

        assertThat(consume(bodies)).containsOnly(new Outcome.Done());
        assertThat(database.rows("recipes")).isEmpty();
        assertThat(database.owedMessages()).isEmpty();
    }

    @Test
    void whatWasLookedAtBeforeAReadFailedIsCarriedOut() {
        var bodies = LongStream.rangeClosed(1, 150)
                .mapToObj(id -> "{\"id\":%d,\"action\":\"deleted\",\"outbox\":%d}"
                        .formatted(id, owe("{\"id\":%d,\"action\":\"deleted\"}".formatted(id))))
                .toArray(String[]::new);
        var looks = new AtomicInteger();
        var denied = Fault.of(FaultCode.ACCESS_DENIED);
        var second =
                new FaultyOutbox(outbox, () -> looks.incrementAndGet() == 3 ? Optional.of(denied) : Optional.empty());

        var outcomes = consume(Duration.ofMinutes(1), second, bodies);
        assertThat(outcomes).filteredOn(new Outcome.Done()::equals).hasSize(100);
        assertThat(outcomes).filteredOn(new Outcome.Failed(denied)::equals).hasSize(50);
        assertThat(database.owedMessages()).hasSize(50);
    }

    private long owe(String body) {
        return switch (format.read(body)) {
            case Reading.Understood(var message) -> database.transact(transaction -> transaction.owe(message));
            case Reading.Refused(var fault) -> throw new IllegalArgumentException(fault.reason());
        };
    }

    private List<Outcome> consume(String... bodies) {
        return consume(Duration.ofMinutes(1), outbox, bodies);
    }

    private List<Outcome> consume(Duration budget, Outbox asked, String... bodies) {
        var deliveries =
                Stream.of(bodies).map(body -> new Delivery("m" + body, body, 3)).toList();
        var consumers = new InMemoryConsumer(database, GRAPH, format, publisher, clock, happenings::add);
        return List.copyOf(consumers
                .on(asked, 100)
                .consume(deliveries, TimeBudget.of(clock, budget))
                .sequencedValues());
    }

    private List<Long> misdirected() {
        return happenings.stream()
                .filter(Happening.Misdirected.class::isInstance)
                .map(happening -> ((Happening.Misdirected) happening).outbox())
                .toList();
    }
}
