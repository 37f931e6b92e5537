package dev.afterdelete.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.config.Settings.LogLevel;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.execute.Throttle.HoldReason;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.transact.ChangedRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InvocationMetricsTest {
    private final InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(1_234));
    private final InvocationMetrics metrics = new InvocationMetrics(clock);

    @Test
    void oneLineHoldsEverythingThatWasCountedAndDeclaresItToCloudWatch() {
        metrics.on(attempt(10));
        metrics.on(attempt(5));
        metrics.on(new Happening.MessageEnded("m", new Outcome.Refused(Fault.of(FaultCode.ZERO_KEY))));

        assertThat(metrics.flush("cleanup"))
                .startsWith("{\"_aws\":{\"Timestamp\":1234,\"CloudWatchMetrics\":[{\"Namespace\":\"Afterdelete\","
                        + "\"Dimensions\":[[\"Function\"]],\"Metrics\":[")
                .contains("{\"Name\":\"AttemptMillis\",\"Unit\":\"Milliseconds\"}")
                .contains("\"Function\":\"cleanup\"")
                .contains("\"Attempts\":2", "\"RowsDeleted\":15", "\"RowsDeleted.steps\":15", "\"Refused.ZERO_KEY\":1")
                .doesNotContain("\n");
    }

    @Test
    void countingBeginsAnewAfterEachLine() {
        metrics.on(attempt(10));
        metrics.flush("cleanup");
        assertThat(metrics.flush("cleanup")).doesNotContain("RowsDeleted");
    }

    @Test
    void aListenerThatThrowsHoldsUpNeitherTheOthersNorTheWork() {
        var failures = new ArrayList<RuntimeException>();
        var heard = new ArrayList<Happening>();
        var listeners = new Listeners(
                List.of(
                        _ -> {
                            throw new IllegalStateException("broken");
                        },
                        heard::add),
                failures::add);

        listeners.on(attempt(1));

        assertThat(heard).hasSize(1);
        assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLogLineSaysWhatFailedAndWhy() {
        var lines = new ArrayList<String>();
        var log = new JsonLog(clock, LogLevel.INFO, lines::add);

        log.on(attempt(1));
        log.on(new Happening.MessageEnded("m-1", new Outcome.Failed(Fault.of(FaultCode.DEADLOCK))));

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"level\":\"WARN\"", "\"code\":\"DEADLOCK\"", "\"messageId\":\"m-1\"");
    }

    @Test
    void aDebtThatIsNotSentIsNamedByItsRow() {
        var lines = new ArrayList<String>();
        var log = new JsonLog(clock, LogLevel.INFO, lines::add);

        log.on(new Happening.NotRelayed(7, Fault.of(FaultCode.UNKNOWN_FIELD)));
        log.on(new Happening.NotRelayed(8, Fault.of(FaultCode.SEND_FAILED)));

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains("owed message refused", "\"outbox\":7");
        assertThat(lines.getLast()).contains("owed message not sent", "\"outbox\":8");
    }

    @Test
    void whatIsLessThanTheOperatorAskedForIsNotLogged() {
        var lines = new ArrayList<String>();
        var log = new JsonLog(clock, LogLevel.ERROR, lines::add);

        log.on(new Happening.HoldEnded());
        log.on(new Happening.MessageEnded("m-1", new Outcome.Failed(Fault.of(FaultCode.DEADLOCK))));
        log.on(new Happening.MessageEnded("m-2", new Outcome.Refused(Fault.of(FaultCode.ZERO_KEY))));

        assertThat(lines).singleElement().asString().contains("\"messageId\":\"m-2\"");
    }

    @Test
    void noKindOfHappeningIsForgottenWhereTheMetricsAreHeldAgainstTheTemplate() {
        assertThat(EmittedMetrics.forgotten()).isEmpty();
    }

    @Test
    void onlyTheFirstLineOfAProcessCountsItsColdStart() {
        assertThat(metrics.flush("cleanup")).contains("\"ColdStarts\":1");
        assertThat(metrics.flush("cleanup")).doesNotContain("ColdStarts");
    }

    @Test
    void onlyWhatNothingCanWorkWithIsCountedAsSystemic() {
        metrics.on(new Happening.MessageEnded("m-1", new Outcome.Failed(Fault.of(FaultCode.CANNOT_CONNECT))));
        metrics.on(new Happening.MessageEnded("m-2", new Outcome.Failed(Fault.of(FaultCode.DEADLOCK))));

        assertThat(metrics.flush("cleanup")).contains("\"Failed\":2", "\"SystemicFaults\":1");
    }

    @Test
    void aMessageWhoseRowIsAnotherByNowIsDoneAndCountedAsStale() {
        var lines = new ArrayList<String>();
        var stale = new Happening.MessageEnded("m-1", new Outcome.Done(2));
        new JsonLog(clock, LogLevel.INFO, lines::add).on(stale);
        metrics.on(stale);
        metrics.on(new Happening.MessageEnded("m-2", new Outcome.Done()));

        assertThat(metrics.flush("cleanup")).contains("\"Done\":2", "\"Stale\":1");
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"level\":\"INFO\"", "\"messageId\":\"m-1\"", "\"stale\":2");
    }

    @Test
    void whatHoldsBackIsCountedAndTimedByName() {
        metrics.on(new Happening.HeldBack(HoldReason.REPLICA_LAG, Duration.ofMillis(700)));
        metrics.on(new Happening.HeldBack(HoldReason.REPLICA_LAG, Duration.ofMillis(300)));
        metrics.on(new Happening.GaugeGivenUp(HoldReason.THREADS_RUNNING, Fault.of(FaultCode.ACCESS_DENIED)));

        assertThat(metrics.flush("cleanup"))
                .contains("{\"Name\":\"HeldBackMillis.replica_lag\",\"Unit\":\"Milliseconds\"}")
                .contains("{\"Name\":\"HeldBack.replica_lag\",\"Unit\":\"Count\"}")
                .contains("\"HeldBack.replica_lag\":2", "\"HeldBackMillis.replica_lag\":1000")
                .contains("\"GaugesGivenUp.threads_running\":1");
    }

    @Test
    void theLogSaysWhatHoldsBackAndWhatCannotBeMeasuredButNotEachWait() {
        var lines = new ArrayList<String>();
        var log = new JsonLog(clock, LogLevel.INFO, lines::add);

        log.on(new Happening.HoldBegan(HoldReason.REPLICA_LAG, "a replica is PT9S behind, the limit is PT5S"));
        log.on(new Happening.HeldBack(HoldReason.REPLICA_LAG, Duration.ofMillis(700)));
        log.on(new Happening.HoldEnded());
        log.on(new Happening.GaugeGivenUp(HoldReason.THREADS_RUNNING, Fault.of(FaultCode.ACCESS_DENIED)));

        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).contains("\"holdReason\":\"replica_lag\"", "PT9S behind");
        assertThat(lines.getLast()).contains("\"level\":\"WARN\"", "threads_running", "ACCESS_DENIED");
    }

    @Test
    void aThousandMessagesThatFailForOneReasonAreOneLineThatCountsThemAndNamesTheFirst() {
        var lines = new ArrayList<String>();
        var ids = IntStream.rangeClosed(1, 1_000).mapToObj("m-%d"::formatted).toList();
        var failed = new Happening.MessagesFailed(ids, Fault.of(FaultCode.CANNOT_CONNECT));
        new JsonLog(clock, LogLevel.ERROR, lines::add).on(failed);
        metrics.on(failed);

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"code\":\"CANNOT_CONNECT\"", "\"messages\":1000")
                .contains("\"messageIds\":\"m-1 m-2 ", " m-20\"");
        assertThat(metrics.flush("cleanup"))
                .contains("\"Failed\":1000", "\"Failed.CANNOT_CONNECT\":1000", "\"SystemicFaults\":1000");
    }

    @Test
    void aRequestThatIsNotDoneIsToldAndCountedByWhatItIs() {
        var lines = new ArrayList<String>();
        var log = new JsonLog(clock, LogLevel.INFO, lines::add);
        for (var code : List.of(FaultCode.ACCESS_DENIED, FaultCode.DEADLOCK, FaultCode.RESTRICTED)) {
            var notDone = new Happening.RequestNotDone("recipes", new Fault(code, "why"));
            log.on(notDone);
            metrics.on(notDone);
        }

        assertThat(lines)
                .extracting(line -> line.replaceAll("^.*?\"level\"", "\"level\""))
                .containsExactly(
                        line("ERROR", "request failed", "ACCESS_DENIED"),
                        line("WARN", "request failed", "DEADLOCK"),
                        line("INFO", "request refused", "RESTRICTED"));
        assertThat(metrics.flush("api"))
                .contains("\"RequestsNotDone\":3", "\"RequestsNotDone.RESTRICTED\":1", "\"SystemicFaults\":1");
    }

    private static String line(String level, String message, String code) {
        return "\"level\":\"%s\",\"message\":\"%s\",\"code\":\"%s\",\"reason\":\"why\",\"table\":\"recipes\"}"
                .formatted(level, message, code);
    }

    @Test
    void anAttemptWithoutAConnectionIsNoRollbackAndWhatEndsEverythingIsToldByItsEnd() {
        var lines = new ArrayList<String>();
        var log = new JsonLog(clock, LogLevel.INFO, lines::add);
        for (var code : List.of(FaultCode.CANNOT_CONNECT, FaultCode.TOO_MANY_CONNECTIONS)) {
            var notBegun = new Happening.AttemptNotBegun("recipes", 1, Fault.of(code));
            log.on(notBegun);
            metrics.on(notBegun);
        }

        assertThat(lines).singleElement().asString().contains("attempt not begun", "TOO_MANY_CONNECTIONS");
        assertThat(metrics.flush("cleanup")).contains("\"Faults\":2", "\"Fault.CANNOT_CONNECT\":1");
    }

    private static Happening attempt(long rows) {
        var byTable = new TreeMap<String, Long>();
        byTable.put("steps", rows);
        return new Happening.AttemptEnded(
                "recipes", 1, new ChangedRows(byTable, new TreeMap<>()), Duration.ofMillis(7));
    }
}
