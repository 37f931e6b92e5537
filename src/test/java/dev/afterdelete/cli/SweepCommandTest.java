package dev.afterdelete.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.cli.print.SweepText;
import dev.afterdelete.sweep.RelayReport;
import dev.afterdelete.sweep.SweepReport;
import dev.afterdelete.sweep.Sweeper;
import dev.afterdelete.transact.ChangedRows;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SweepCommandTest {
    @Test
    void anOutboxThatNobodyLookedAtIsSaidToBe() {
        assertThat(SweepText.of(new Sweeper.Summary(Optional.empty(), swept(0, 0))))
                .isEqualTo("""
                outbox:  not looked at: no AFTERDELETE_QUEUE_URL
                flagged: 3 finished, 0 left for the next sweep, 0 refused
                             1 rows of steps deleted
                             2 rows of tags updated
                """);
    }

    @Test
    void anOutboxThatOwesNothingIsCounted() {
        assertThat(SweepText.of(summary(0, 0))).startsWith("outbox:  0 sent again, 0 could not be sent, 0 refused\n");
    }

    @Test
    void whatIsUnsentRefusedOrLeftIsLeftToDo() {
        assertThat(SweepCommand.isLeft(summary(1, 0))).isTrue();
        assertThat(SweepCommand.isLeft(summary(0, 1))).isTrue();
        assertThat(SweepCommand.isLeft(new Sweeper.Summary(Optional.empty(), swept(1, 0))))
                .isTrue();
        assertThat(SweepCommand.isLeft(new Sweeper.Summary(Optional.empty(), swept(0, 1))))
                .isTrue();
    }

    @Test
    void whereAllIsSentAndFinishedNothingIsLeft() {
        assertThat(SweepCommand.isLeft(summary(0, 0))).isFalse();
        assertThat(SweepCommand.isLeft(new Sweeper.Summary(Optional.empty(), swept(0, 0))))
                .isFalse();
    }

    private static Sweeper.Summary summary(int unsent, int refused) {
        return new Sweeper.Summary(Optional.of(new RelayReport(0, unsent, refused)), swept(0, 0));
    }

    private static SweepReport swept(long left, long refused) {
        var rows = new ChangedRows(new TreeMap<>(Map.of("steps", 1L)), new TreeMap<>(Map.of("tags", 2L)));
        return new SweepReport(3, left, refused, rows);
    }
}
