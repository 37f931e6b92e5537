package dev.afterdelete.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.afterdelete.Afterdelete;
import dev.afterdelete.Declaration;
import dev.afterdelete.config.Settings;
import dev.afterdelete.lambda.ApiHandler;
import dev.afterdelete.lambda.CleanupHandler;
import dev.afterdelete.lambda.SweepHandler;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs functions in this process: for machines that Lambda's runtime client does not run on, and for tests of faults.
 */
public final class InProcessHandlers implements FunctionHost {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Override
    public String description() {
        return "in this process";
    }

    @Override
    public LambdaFunction host(
            Resources resources, Handler handler, Map<String, String> environment, Consumer<String> output) {
        SqsClients.letThisProcessUse(environment);
        var settings = Settings.from(environment);
        var afterdelete = resources.add(new Afterdelete(settings, Declaration.read(settings.relations()), output));
        return switch (handler) {
            case CLEANUP -> new InProcessFunction<>(new CleanupHandler(afterdelete), SQSEvent.class, TIMEOUT);
            case API -> new InProcessFunction<>(new ApiHandler(afterdelete), APIGatewayV2HTTPEvent.class, TIMEOUT);
            case SWEEP -> new InProcessFunction<>(new SweepHandler(afterdelete), ScheduledEvent.class, TIMEOUT);
        };
    }
}
