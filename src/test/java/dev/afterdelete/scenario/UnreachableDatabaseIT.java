package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.afterdelete.Afterdelete;
import dev.afterdelete.lambda.ApiHandler;
import dev.afterdelete.lambda.CleanupHandler;
import dev.afterdelete.lambda.SweepHandler;
import dev.afterdelete.local.FunctionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that nobody reaches: each function says so in one line and counts it. */
class UnreachableDatabaseIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final List<String> lines = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"queue", "inline", "scheduled"})
    void aRequestThatIsNotDoneIsOneLineAndCounted(String strategy) {
        try (var afterdelete = start(Map.of("AFTERDELETE_STRATEGY", strategy))) {
            var api = new InProcessFunction<>(
                    new ApiHandler(afterdelete), APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class, TIMEOUT);
            assertThat(ApiAnswer.delete(api, "/recipes/1").summary()).isEqualTo("503 CANNOT_CONNECT");
        }
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains("\"request failed\"", "\"CANNOT_CONNECT\"", "Connection refused");
        assertThat(lines.getLast())
                .contains("\"RequestsNotDone\":1", "\"RequestsNotDone.CANNOT_CONNECT\":1", "\"SystemicFaults\":1");
    }

    @Test
    void aWholeBatchThatFailsIsOneLineAndEveryMessageIsCounted() {
        try (var afterdelete = start(Map.of())) {
            var cleanup = new InProcessFunction<>(
                    new CleanupHandler(afterdelete), SQSEvent.class, SQSBatchResponse.class, TIMEOUT);
            var batch = DirectBatch.ofIds(LongStream.rangeClosed(1, 1_000).toArray());
            assertThat(batch.failuresOf(cleanup)).hasSize(1_000);
        }
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .contains("\"messages failed, they will be delivered again\"", "\"CANNOT_CONNECT\"")
                .contains("\"messages\":1000", "\"messageIds\":\"m1 m2 ");
        assertThat(lines.getLast()).contains("\"Failed\":1000", "\"SystemicFaults\":1000", "\"Faults\":1");
    }

    @Test
    void aSweepIsOneLineAndCountedAndStillFails() {
        try (var afterdelete = start(Map.of("AFTERDELETE_ORPHANS", "report"))) {
            var sweep =
                    new InProcessFunction<>(new SweepHandler(afterdelete), ScheduledEvent.class, Map.class, TIMEOUT);
            assertThatThrownBy(() -> Sweep.run(sweep))
                    .isInstanceOf(FunctionException.class)
                    .hasMessageContaining("CANNOT_CONNECT")
                    .rootCause()
                    .satisfies(failure -> assertThat(failure.getStackTrace()).isEmpty());
        }
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains("\"sweep failed, the next one does what is left\"", "\"CANNOT_CONNECT\"");
        assertThat(lines.getLast())
                .contains("\"SweepFaults\":1", "\"SweepFaults.CANNOT_CONNECT\":1", "\"SystemicFaults\":1");
    }

    private Afterdelete start(Map<String, String> more) {
        var environment = new HashMap<>(Map.of(
                "AFTERDELETE_DB_URL", "jdbc:mysql://127.0.0.1:%d/none".formatted(ClosedPort.find()),
                "AFTERDELETE_DB_USER", "app",
                "AFTERDELETE_DB_PASSWORD", "of-a-test",
                "AFTERDELETE_QUEUE_URL", "http://127.0.0.1:1/000000000000/none"));
        environment.putAll(more);
        return Afterdelete.from(environment, lines::add);
    }
}
