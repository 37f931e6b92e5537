package dev.afterdelete.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.afterdelete.Afterdelete;
import dev.afterdelete.lambda.amazonmq.RabbitMqCleanupHandler;
import dev.afterdelete.scenario.RemainingTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an invocation has counted is written when it ends, also where it ends in an exception. */
class EndOfInvocationTest {
    private static final Context CONTEXT = new RemainingTime(Duration.ofSeconds(30));

    private final List<String> lines = new ArrayList<>();
    private final Afterdelete afterdelete = Afterdelete.from(
            Map.of(
                    "AFTERDELETE_DB_URL", "jdbc:mysql://127.0.0.1:1/none",
                    "AFTERDELETE_DB_USER", "app",
                    "AFTERDELETE_DB_PASSWORD", "of-a-test"),
            lines::add);

    @Test
    void aBatchThatNobodyCanReadIsCountedByItself() {
        requireLine(new CleanupHandler(afterdelete), new SQSEvent() {
            @Override
            public List<SQSMessage> getRecords() {
                throw new UnsupportedOperationException("unreadable");
            }
        });
    }

    @Test
    void aBatchOfRabbitMqThatNobodyCanReadIsCountedByItself() {
        requireLine(new RabbitMqCleanupHandler(afterdelete), new RabbitMQEvent() {
            @Override
            public Map<String, List<RabbitMessage>> getRmqMessagesByQueue() {
                throw new UnsupportedOperationException("unreadable");
            }
        });
    }

    @Test
    void aRequestThatNobodyCanReadIsCountedByItself() {
        requireLine(new ApiHandler(afterdelete), new APIGatewayV2HTTPEvent() {
            @Override
            public RequestContext getRequestContext() {
                throw new UnsupportedOperationException("unreadable");
            }

            @Override
            public String getRawPath() {
                throw new UnsupportedOperationException("unreadable");
            }
        });
    }

    private <I, O> void requireLine(RequestHandler<I, O> handler, I event) {
        assertThatThrownBy(() -> handler.handleRequest(event, CONTEXT))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(lines).singleElement().asString().contains("\"ColdStarts\":1");
    }
}
