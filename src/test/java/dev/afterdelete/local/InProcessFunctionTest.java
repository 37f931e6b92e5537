package dev.afterdelete.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InProcessFunctionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Test
    void eventAndAnswerAreJsonAsInLambda() {
        var function = new InProcessFunction<>(new EchoHandler(), SQSEvent.class, TIMEOUT);
        assertThat(EchoHandler.invoke(function, "a", "b"))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-0\"},{\"itemIdentifier\":\"m-1\"}]}");
    }

    @Test
    void whatAHandlerThrowsReachesTheInvoker() {
        var function = new InProcessFunction<>(new EchoHandler(), SQSEvent.class, TIMEOUT);
        assertThatThrownBy(() -> EchoHandler.invoke(function, "throw"))
                .isInstanceOf(FunctionException.class)
                .hasMessage("java.lang.IllegalStateException: told to");
        assertThat(EchoHandler.invoke(function, "a")).contains("m-0");
    }

    @Test
    void aHandlerSeesItsTimeRunningOut() {
        var remaining = new AtomicInteger();
        var function = new InProcessFunction<SQSEvent, SQSBatchResponse>(
                (_, context) -> {
                    remaining.set(context.getRemainingTimeInMillis());
                    return new SQSBatchResponse(List.of());
                },
                SQSEvent.class,
                TIMEOUT);
        EchoHandler.invoke(function, "a");
        assertThat(remaining.get()).isBetween(1, (int) TIMEOUT.toMillis());
    }
}
