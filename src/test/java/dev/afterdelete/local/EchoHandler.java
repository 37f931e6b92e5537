package dev.afterdelete.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayList;

/** A function that does what the bodies of its messages say, and reports each message as failed. */
public final class EchoHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    /** This function with our code beside it, as it would be deployed. */
    static FunctionConfiguration configuration() {
        var code = new ArrayList<>(FunctionCode.deployed());
        code.add(FunctionCode.of(EchoHandler.class));
        return FunctionConfiguration.of(EchoHandler.class.getName(), code);
    }

    /** Hands messages with these bodies, and the ids {@code m-0}, {@code m-1} and so on, to such a function. */
    static String invoke(LambdaFunction function, String... bodies) {
        var records = new ArrayList<String>();
        for (var body : bodies) {
            records.add("{\"messageId\": \"m-%d\", \"body\": \"%s\"}".formatted(records.size(), body));
        }
        var event = "{\"Records\": [" + String.join(", ", records) + "]}";
        return new String(function.invoke(event.getBytes(UTF_8)), UTF_8);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        var failures = new ArrayList<BatchItemFailure>();
        for (var message : event.getRecords()) {
            obey(String.valueOf(message.getBody()), context);
            failures.add(new BatchItemFailure(message.getMessageId()));
        }
        return new SQSBatchResponse(failures);
    }

    private static void obey(String body, Context context) {
        switch (body) {
            case "throw" -> throw new IllegalStateException("told to");
            case "exit" -> Runtime.getRuntime().halt(7);
            case "sleep" -> sleep();
            case "log" -> context.getLogger().log("logged by " + context.getFunctionName() + "\n");
            case "environment" -> System.out.println("environment " + System.getenv());
            case "context" ->
                System.out.println("context " + context.getAwsRequestId() + " " + context.getRemainingTimeInMillis()
                        + " " + context.getInvokedFunctionArn());
            default -> System.out.println("body " + body);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
