package dev.afterdelete.scenario;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.afterdelete.lambda.EventSerializer;
import dev.afterdelete.local.FunctionException;
import dev.afterdelete.local.LambdaFunction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;

/**
 * A handler behind the serializer that it is deployed with, in this process.
 *
 * @param handler called by one thread at a time
 * @param eventType what it takes
 * @param answerType what it returns
 * @param timeout how long an invocation may take; nothing stops one that takes longer
 */
record InProcessFunction<I, O>(
        RequestHandler<I, O> handler, Class<I> eventType, Class<? super O> answerType, Duration timeout)
        implements LambdaFunction {
    private static final EventSerializer SERIALIZER = new EventSerializer();

    @Override
    public synchronized byte[] invoke(byte[] event) {
        var answer = new ByteArrayOutputStream();
        SERIALIZER.toJson(handle(event), answer, answerType);
        return answer.toByteArray();
    }

    private O handle(byte[] event) {
        try {
            I input = SERIALIZER.fromJson(new ByteArrayInputStream(event), eventType);
            return handler.handleRequest(input, new RemainingTime(timeout));
        } catch (RuntimeException thrown) {
            throw new FunctionException(thrown.getClass().getName(), String.valueOf(thrown.getMessage()), thrown);
        }
    }
}
