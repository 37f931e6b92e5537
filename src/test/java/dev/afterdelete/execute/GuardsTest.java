package dev.afterdelete.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Reading;
import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.SoftDelete.Form;
import dev.afterdelete.graph.Table;
import dev.afterdelete.serve.Continuations;
import dev.afterdelete.serve.MessageRunner;
import dev.afterdelete.sweep.SoftDeleteSweep;
import dev.afterdelete.sweep.SweepReport;
import dev.afterdelete.throttle.AdaptiveThrottle;
import dev.afterdelete.throttle.ThrottlePolicy;
import dev.afterdelete.transact.Transaction;
import dev.afterdelete.wire.JsonMessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What keeps rows from going too soon, too many, or in place of others. */
class GuardsTest {
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

    private final InMemoryDatabase rows = new InMemoryDatabase();
    private final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));
    private final InMemoryPublisher publisher = InMemoryPublisher.reliable();
    private Table recipes = Table.named("recipes");
    private long maxRows = 5_000;

    @ParameterizedTest
    @CsvSource({
        "PT-1H, gone, DONE",
        "PT-1S, gone, DONE",
        "PT-0.999S, standing, CREATION_UNCLEAR",
        "PT0S, standing, CREATION_UNCLEAR",
        "PT0.999S, standing, CREATION_UNCLEAR",
        "PT1S, standing, STALE",
        "P1D, standing, STALE"
    })
    void aRowGoesOnlyIfItSurelyStoodAlreadyWhenTheOneThatIsMeantWasDeleted(Duration created, String row, String end) {
        recipes = recipes.createdAt("created_at");
        recipe(1, AT.plus(created));
        step(10, 1);

        assertThat(ending(run(message(AT, 1)).getFirst())).isEqualTo(end);
        assertThat(rows.rows("recipes").isEmpty()).isEqualTo(row.equals("gone"));
        assertThat(rows.rows("steps").isEmpty()).isEqualTo(row.equals("gone"));
    }

    @Test
    void aRowOfWhichNobodyKnowsWhenItWasCreatedIsRefused() {
        recipes = recipes.createdAt("created_at");
        rows.insert("recipes", Row.of("id", 1));
        step(10, 1);

        assertThat(ending(run(message(AT, 1)).getFirst())).isEqualTo("CREATION_UNCLEAR");
        assertThat(rows.rows("steps")).hasSize(1);
    }

    @Test
    void staleAndUnclearRowsAmongOthersHoldNobodyUp() {
        recipes = recipes.createdAt("created_at");
        for (var id = 1; id <= 8; id++) {
            recipe(id, AT.plusSeconds(id == 3 ? 10 : id == 6 ? 0 : -10));
            step(10 + id, id);
        }
        step(19, 9); // of a recipe that is gone

        var outcomes =
                run(IntStream.rangeClosed(1, 9).mapToObj(id -> message(AT, id)).toArray(CascadeMessage[]::new));

        assertThat(outcomes)
                .extracting(GuardsTest::ending)
                .containsExactly("DONE", "DONE", "STALE", "DONE", "DONE", "CREATION_UNCLEAR", "DONE", "DONE", "DONE");
        assertThat(ids("recipes")).containsExactly(3L, 6L);
        assertThat(ids("steps")).containsExactly(13L, 16L);
    }

    @Test
    void everyKeyIsHeldAgainstItsOwnTime() {
        recipes = recipes.createdAt("created_at");
        recipe(1, AT.plusSeconds(30));
        recipe(2, AT.plusSeconds(30));

        var outcomes = run(message(AT, 1), message(AT.plusSeconds(60), 2));

        assertThat(outcomes).extracting(GuardsTest::ending).containsExactly("STALE", "DONE");
        assertThat(ids("recipes")).containsExactly(1L);
    }

    @Test
    void aMessageWithoutATimeIsUnguarded() {
        recipes = recipes.createdAt("created_at");
        recipe(1, AT.plusSeconds(30));

        run(new CascadeMessage(recipes, Change.Deleted.BY_KEY, List.of(Key.of(1)), Optional.empty(), Envelope.of("c")));

        assertThat(rows.rows("recipes")).isEmpty();
    }

    @Test
    void aStaleMessageClearsItsDebt() {
        recipes = recipes.createdAt("created_at");
        recipe(1, AT.plusSeconds(30));
        var message = message(AT, 1);
        var id = rows.<Long>transact(transaction -> transaction.owe(message));

        run(message.owedTo(id));

        assertThat(rows.owedMessages()).isEmpty();
    }

    @Test
    void aContinuationIsHeldAgainstTheSameTime() {
        recipes = recipes.createdAt("created_at");
        recipe(1, AT.minusSeconds(10));
        fill(1, 400);
        maxRows = 10;

        assertThat(run(Duration.ofMillis(60), message(AT, 1)).getFirst()).isInstanceOf(Outcome.Suspended.class);
        var rest = sent(publisher.take().getFirst());
        assertThat(rest.at()).contains(AT);
        rows.replace("recipes", rows.rows("recipes").getFirst(), created(1, AT.plusSeconds(30)));
        var left = rows.rows("steps").size();

        assertThat(ending(run(rest).getFirst())).isEqualTo("STALE");
        assertThat(rows.rows("steps")).hasSize(left).isNotEmpty();
    }

    @Test
    void aRowThatComesBackBetweenTwoAttemptsKeepsTheRest() {
        recipes = recipes.createdAt("created_at");
        recipe(1, AT.minusSeconds(10));
        fill(1, 100);
        maxRows = 10;
        var attempts = new AfterCommits(
                3, () -> rows.replace("recipes", rows.rows("recipes").getFirst(), created(1, AT.plusSeconds(30))));

        assertThat(ending(run(attempts, Duration.ofHours(1), message(AT, 1)).getFirst()))
                .isEqualTo("STALE");
        assertThat(rows.rows("steps")).hasSizeBetween(1, 90);
        assertThat(rows.rows("recipes")).hasSize(1);
    }

    static Stream<SoftDelete> everyForm() {
        return Stream.of(
                new SoftDelete("state", new Form.IsTrue()),
                new SoftDelete("state", new Form.NotNull()),
                new SoftDelete("state", new Form.NotNull(Duration.ofDays(7))),
                new SoftDelete("state", new Form.Equals(KeyValue.of("archived"))),
                new SoftDelete("state", new Form.Equals(KeyValue.of(9))));
    }

    @ParameterizedTest
    @MethodSource("everyForm")
    void aFlaggedRowGoesAndOneThatStandsStays(SoftDelete softDelete) {
        recipes = recipes.softDelete(softDelete);
        rows.insert("recipes", marked(1, softDelete), standing(2, softDelete), Row.of("id", 3));
        LongStream.rangeClosed(1, 3).forEach(id -> step(10 + id, id));

        assertThat(sweep(rows).done()).isEqualTo(1);
        assertThat(ids("recipes")).containsExactly(2L, 3L);
        assertThat(ids("steps")).containsExactly(12L, 13L);
    }

    @ParameterizedTest
    @MethodSource("everyForm")
    void aRowThatIsRevivedBetweenTwoAttemptsKeepsTheRest(SoftDelete softDelete) {
        recipes = recipes.softDelete(softDelete);
        rows.insert("recipes", marked(1, softDelete));
        fill(1, 100);
        maxRows = 10;
        // the first commit is that of the scan
        var attempts = new AfterCommits(
                4, () -> rows.replace("recipes", rows.rows("recipes").getFirst(), standing(1, softDelete)));

        sweep(attempts);

        assertThat(rows.rows("steps")).hasSizeBetween(1, 90);
        assertThat(rows.rows("recipes")).containsExactly(standing(1, softDelete));
        var left = rows.rows("steps");
        assertThat(sweep(rows).rows().deleted()).isEmpty();
        assertThat(rows.rows("steps")).isEqualTo(left);
    }

    @Test
    void theSweepWaitsForTheGraceAndAMessageDoesNot() {
        var softDelete = new SoftDelete("state", new Form.NotNull(Duration.ofDays(7)));
        recipes = recipes.softDelete(softDelete);
        rows.setNow(AT.plus(Duration.ofDays(7)));
        rows.insert("recipes", Row.of("id", 1, "state", AT.toString()));
        rows.insert("recipes", Row.of("id", 2, "state", AT.plusSeconds(1).toString()));
        rows.insert("recipes", Row.of("id", 3, "state", AT.plusSeconds(2).toString()));

        assertThat(sweep(rows).done()).isEqualTo(1);
        assertThat(ids("recipes")).containsExactly(2L, 3L);
        run(message(AT, 3));
        assertThat(ids("recipes")).containsExactly(2L);
    }

    @Test
    void aCascadeOverTheCapIsNotBegunAndOneWithinItIs() {
        recipes = recipes.cap(5);
        recipe(1, AT);
        fill(1, 4);
        recipe(2, AT);
        fill(2, 5);

        assertThat(run(message(AT, 1), message(AT, 2)))
                .extracting(GuardsTest::ending)
                .containsExactly("DONE", "CAP_EXCEEDED");
        assertThat(ids("recipes")).containsExactly(2L);
        assertThat(rows.rows("steps")).hasSize(5);
    }

    @Test
    void theReasonNamesTheTableAndItsCapAndNoKey() {
        recipes = recipes.cap(5);
        fill(4711, 6);

        assertThat(run(message(AT, 4711)).getFirst())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.fault().reason())
                                .contains("recipes", "more than 5 rows")
                                .doesNotContain("4711"));
    }

    @Test
    void manySmallCascadesAreCountedTogether() {
        recipes = recipes.cap(1_000);
        for (var id = 1; id <= 100; id++) {
            recipe(id, AT);
            fill(id, 3);
        }
        var messages =
                IntStream.rangeClosed(1, 100).mapToObj(id -> message(AT, id)).toArray(CascadeMessage[]::new);

        assertThat(run(messages)).extracting(GuardsTest::ending).containsOnly("DONE");
        assertThat(rows.statements())
                .as("two to count, one to lock, two to delete")
                .isEqualTo(5);
    }

    @Test
    void oneThatIsTooLargeAmongManyIsRefusedAlone() {
        recipes = recipes.cap(10);
        for (var id = 1; id <= 50; id++) {
            recipe(id, AT);
            fill(id, id == 17 ? 10 : 9);
        }
        var messages =
                IntStream.rangeClosed(1, 50).mapToObj(id -> message(AT, id)).toArray(CascadeMessage[]::new);

        var outcomes = run(messages).stream().map(GuardsTest::ending).toList();

        assertThat(outcomes.get(16)).isEqualTo("CAP_EXCEEDED");
        assertThat(outcomes).filteredOn("DONE"::equals).hasSize(49);
        assertThat(ids("recipes")).containsExactly(17L);
        assertThat(rows.rows("steps")).hasSize(10);
    }

    @Test
    void anApprovedCascadeIsCarriedOutWhateverItsSize() {
        recipes = recipes.cap(5);
        recipe(1, AT);
        fill(1, 50);

        run(message(AT, 1).with(Approval.GIVEN));

        assertThat(rows.rows("steps")).isEmpty();
        assertThat(rows.rows("recipes")).isEmpty();
    }

    @Test
    void whatHasBegunIsCarriedToItsEndAlthoughMoreChildrenCome() {
        recipes = recipes.cap(500);
        recipe(1, AT);
        fill(1, 400);
        maxRows = 10;

        assertThat(run(Duration.ofMillis(60), message(AT, 1)).getFirst()).isInstanceOf(Outcome.Suspended.class);
        var rest = publisher.take().getFirst();
        assertThat(rest.approval()).isEqualTo(Approval.GIVEN);
        IntStream.range(0, 2_000).forEach(number -> step(1_000_000 + number, 1));

        assertThat(ending(run(sent(rest)).getFirst())).isEqualTo("DONE");
        assertThat(rows.rows("steps")).isEmpty();
    }

    @Test
    void aCapThatIsNotPassedApprovesNoContinuationOfATableWithoutOne() {
        recipe(1, AT);
        fill(1, 400);
        maxRows = 10;

        run(Duration.ofMillis(60), message(AT, 1));

        assertThat(publisher.take().getFirst().approval()).isEqualTo(Approval.NONE);
    }

    @Test
    void theCountHasToEndInTime() {
        recipes = recipes.cap(5);
        recipe(1, AT);
        fill(1, 3);

        assertThat(ending(run(Duration.ofMillis(2), message(AT, 1)).getFirst())).isEqualTo("NOT_FINISHED");
        assertThat(rows.rows("steps")).hasSize(3);
    }

    @Test
    void aStaleRowIsStaleHoweverManyChildrenItHas() {
        recipes = recipes.cap(5).createdAt("created_at");
        recipe(1, AT.plusSeconds(30));
        fill(1, 50);

        assertThat(ending(run(message(AT, 1)).getFirst())).isEqualTo("STALE");
        assertThat(rows.rows("steps")).hasSize(50);
    }

    @Test
    void theSweepLeavesARowOverTheCapFlaggedAndTakesTheOthers() {
        var softDelete = new SoftDelete("state", new Form.IsTrue());
        recipes = recipes.softDelete(softDelete).cap(5);
        for (var id = 1; id <= 4; id++) {
            rows.insert("recipes", marked(id, softDelete));
            fill(id, id == 2 ? 9 : 2);
        }

        var report = sweep(rows);

        assertThat(report.done()).isEqualTo(3);
        assertThat(report.refused()).isEqualTo(1);
        assertThat(rows.rows("recipes")).containsExactly(marked(2, softDelete));
        assertThat(rows.rows("steps")).hasSize(9);
    }

    private List<Outcome> run(CascadeMessage... messages) {
        return run(Duration.ofHours(1), messages);
    }

    private List<Outcome> run(Duration budget, CascadeMessage... messages) {
        return run(rows, budget, messages);
    }

    private List<Outcome> run(Database database, Duration budget, CascadeMessage... messages) {
        var continuations =
                new Continuations(format(), publisher, rows.outbox(format()), _ -> {}, Duration.ofMinutes(1));
        return new MessageRunner(executor(database), continuations)
                .run(List.of(messages), TimeBudget.of(clock, budget))
                .outcomes();
    }

    private SweepReport sweep(Database database) {
        return new SoftDeleteSweep(database, executor(database), graph(), new Random(1))
                .sweep(TimeBudget.of(clock, Duration.ofHours(1)));
    }

    private CascadeExecutor executor(Database database) {
        return new CascadeExecutor(
                database,
                graph(),
                new AdaptiveThrottle(
                        ThrottlePolicy.of(new EnginePolicy(maxRows, Duration.ofSeconds(1))),
                        List.of(),
                        new AdaptiveThrottle.Surroundings(clock, clock, _ -> {})),
                new Surroundings(clock, clock, new Random(1), _ -> {}));
    }

    private JsonMessageFormat format() {
        return new JsonMessageFormat(graph(), () -> "made-up");
    }

    private RelationGraph graph() {
        var steps = Table.named("steps");
        return new RelationGraph(
                List.of(recipes, steps),
                Optional.of(recipes),
                List.of(Relation.of(steps, List.of("recipe_id"), recipes, new OnDelete.Cascade())));
    }

    private CascadeMessage message(Instant at, long id) {
        return new CascadeMessage(
                recipes, Change.Deleted.BY_KEY, List.of(Key.of(id)), Optional.of(at), Envelope.of("c" + id));
    }

    /** As it will be delivered. */
    private CascadeMessage sent(OutgoingMessage outgoing) {
        return ((Reading.Understood) format().read(outgoing.body())).message().with(outgoing.approval());
    }

    private static String ending(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var stale) -> stale > 0 ? "STALE" : "DONE";
            case Outcome.Suspended _ -> "SUSPENDED";
            case Outcome.Refused(var fault) -> fault.code().name();
            case Outcome.Failed(var fault, var _) -> fault.code().name();
        };
    }

    private void recipe(long id, Instant created) {
        rows.insert("recipes", created(id, created));
    }

    private static Row created(long id, Instant created) {
        return Row.of("id", id, "created_at", created.toString());
    }

    private static Row marked(long id, SoftDelete softDelete) {
        return switch (softDelete.form()) {
            case Form.IsTrue _ -> Row.of("id", id, "state", true);
            case Form.NotNull _ -> Row.of("id", id, "state", "2020-01-01T00:00:00Z");
            case Form.Equals(var value) -> Row.of("id", id).with("state", Optional.of(value));
        };
    }

    private static Row standing(long id, SoftDelete softDelete) {
        return switch (softDelete.form()) {
            case Form.IsTrue _ -> Row.of("id", id, "state", false);
            case Form.NotNull _ -> Row.of("id", id);
            case Form.Equals(KeyValue.StringValue _) -> Row.of("id", id, "state", "published");
            case Form.Equals _ -> Row.of("id", id, "state", 1);
        };
    }

    private void step(long id, long recipe) {
        rows.insert("steps", Row.of("id", id, "recipe_id", recipe));
    }

    private void fill(long recipe, int steps) {
        IntStream.range(0, steps).forEach(number -> step(recipe * 10_000 + number, recipe));
    }

    private List<Long> ids(String table) {
        return rows.rows(table).stream()
                .map(row -> ((KeyValue.IntegerValue)
                        row.requireKey(List.of("id")).values().getFirst()))
                .map(value -> value.value().longValueExact())
                .sorted()
                .toList();
    }

    /** What somebody does once so many transactions are committed. */
    private final class AfterCommits implements Database {
        private final AtomicBoolean done = new AtomicBoolean();
        private final Runnable deed;
        private int left;

        AfterCommits(int commits, Runnable deed) {
            this.left = commits;
            this.deed = deed;
        }

        @Override
        public <T> T transact(Function<Transaction, T> work) {
            var result = rows.transact(work);
            if (--left <= 0 && !done.getAndSet(true)) {
                deed.run();
            }
            return result;
        }

        @Override
        public boolean fewerProvesNone(Optional<KeyValue> shard) {
            return rows.fewerProvesNone(shard);
        }
    }
}
