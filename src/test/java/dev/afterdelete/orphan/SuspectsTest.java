package dev.afterdelete.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.graph.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuspectsTest {
    @Test
    void aReferenceOfOverOnePercentIsAlwaysAmongThemInBoundedMemory() {
        var seed = System.nanoTime();
        for (var round = 0; round < 20; round++) {
            var random = new Random(seed + round);
            var orphans = new ArrayList<Orphan>();
            for (var child = 0; child < 20_000; child++) {
                var reference = child < 250 ? 7 : 1_000 + random.nextInt(15_000);
                orphans.add(new Orphan(Key.of(child), Key.of(reference)));
            }
            Collections.shuffle(orphans, random);
            var suspects = Suspects.NONE;
            for (var begin = 0; begin < orphans.size(); begin += 500) {
                suspects = suspects.plus(orphans.subList(begin, begin + 500));
                assertThat(suspects.counts()).hasSizeLessThanOrEqualTo(Suspects.MOST);
            }
            assertThat(suspects.over(200, orphans.size()))
                    .as("seed %d", seed + round)
                    .contains(Key.of(7));
        }
    }

    @Test
    void fewReferencesAreCountedExactlyAndTheMostFrequentComesFirst() {
        var orphans = new ArrayList<Orphan>();
        for (var child = 0; child < 30; child++) {
            orphans.add(new Orphan(Key.of(child), Key.of(child < 20 ? 1 : 2)));
        }
        var suspects = Suspects.NONE.plus(orphans);
        assertThat(suspects.counts()).containsEntry(Key.of(1), 20L).containsEntry(Key.of(2), 10L);
        assertThat(suspects.over(9, 30)).isEqualTo(List.of(Key.of(1), Key.of(2)));
        assertThat(suspects.over(10, 30)).isEqualTo(List.of(Key.of(1)));
    }
}
