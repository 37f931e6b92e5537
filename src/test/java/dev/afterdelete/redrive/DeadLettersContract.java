package dev.afterdelete.redrive;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.redrive.DeadLetters.Census;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DeadLetters} does. */
public abstract class DeadLettersContract {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    @SuppressWarnings("NullAway.Init")
    private DeadLetters letters;

    /** The letters under test, none yet. */
    protected abstract DeadLetters open();

    /** Adds a letter. */
    protected abstract void bury(String body, Map<String, String> attributes);

    /** Lets time pass, or waits. */
    protected abstract void passTime(Duration time) throws InterruptedException;

    /** The time there. */
    protected abstract Instant now();

    @BeforeEach
    void openLetters() {
        letters = open();
    }

    @Test
    void aLetterHasItsBodyItsAttributesAndItsTime() {
        var before = now().minusSeconds(1);
        bury("{\"id\":1}", Map.of("afterdelete-code", "ZERO_KEY", "other", "ü 🍲"));
        var letter = takeAll().getFirst();
        assertThat(letter.body()).isEqualTo("{\"id\":1}");
        assertThat(letter.attributes()).isEqualTo(Map.of("afterdelete-code", "ZERO_KEY", "other", "ü 🍲"));
        assertThat(letter.sent()).isBetween(before, now().plusSeconds(1));
        assertThat(letter.since()).isEqualTo(letter.sent());
    }

    @Test
    void aLetterHasAnIdOfItsOwnAndTheSameOneEachTime() {
        for (var number = 0; number < 3; number++) {
            bury("{\"id\":1}", Map.of());
            bury("{\"id\":2}", Map.of());
        }
        var first = takeAll();
        assertThat(first).extracting(BuriedLetter::id).hasSize(6).doesNotHaveDuplicates();
        letters.giveBack(first.stream().map(BuriedLetter::receipt).toList());
        var second = takeAll();
        assertThat(idsByBody(second)).isEqualTo(idsByBody(first));
        letters.giveBack(second.stream().map(BuriedLetter::receipt).toList());
    }

    private static Map<String, Set<String>> idsByBody(List<BuriedLetter> some) {
        return some.stream().collect(groupingBy(BuriedLetter::body, mapping(BuriedLetter::id, toSet())));
    }

    @Test
    void whatIsTakenIsHiddenUntilItIsGivenBack() throws InterruptedException {
        buryMany(25);
        var taken = takeAll();
        assertThat(new HashSet<>(taken.stream().map(BuriedLetter::body).toList()))
                .hasSize(25);
        assertCensus(new Census(0, 25));
        assertThat(letters.take(A_MINUTE)).isEmpty();

        assertThat(letters.giveBack(taken.stream().map(BuriedLetter::receipt).toList()))
                .isZero();
        assertCensus(new Census(25, 0));
        assertThat(takeAll()).hasSize(25);
    }

    @Test
    void whatIsTakenComesBackByItself() throws InterruptedException {
        buryMany(1);
        assertThat(letters.take(A_MOMENT)).hasSize(1);
        passTime(A_MOMENT.plusMillis(500));
        assertThat(takeAll()).hasSize(1);
    }

    @Test
    void whatIsRemovedIsGoneAndRemovingAgainIsNoMatter() {
        buryMany(12);
        var taken = takeAll();
        assertThat(letters.remove(taken)).hasSize(12).containsOnly(Optional.empty());
        assertThat(letters.census()).isEqualTo(new Census(0, 0));
        letters.remove(taken.subList(0, 1));
        letters.giveBack(List.of(taken.getFirst().receipt()));
        assertThat(letters.take(A_MINUTE)).isEmpty();
    }

    @Test
    void whereThereIsNoneNoneIsTaken() {
        assertThat(letters.take(A_MINUTE)).isEmpty();
        assertThat(letters.census()).isEqualTo(new Census(0, 0));
        assertThat(letters.remove(List.of())).isEmpty();
        assertThat(letters.giveBack(List.of())).isZero();
    }

    /** A queue may count a little late. */
    private void assertCensus(Census expected) throws InterruptedException {
        for (var looks = 0; looks < 20 && !letters.census().equals(expected); looks++) {
            passTime(Duration.ofMillis(100));
        }
        assertThat(letters.census()).isEqualTo(expected);
    }

    private void buryMany(int count) {
        for (var number = 1; number <= count; number++) {
            bury("{\"id\":%d,\"action\":\"deleted\"}".formatted(number), Map.of());
        }
    }

    private List<BuriedLetter> takeAll() {
        var all = new ArrayList<BuriedLetter>();
        for (var some = letters.take(A_MINUTE); !some.isEmpty(); some = letters.take(A_MINUTE)) {
            all.addAll(some);
        }
        return all;
    }
}
