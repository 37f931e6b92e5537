package dev.afterdelete.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.afterdelete.lambda.EventSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A handler that is called in this process, over the same JSON as in Lambda. Nothing stops it when its time is over; it
 * only sees it running out. <b>Threads</b>: any may call it; it runs one event at a time.
 *
 * @param <I> the event's type
 * @param <O> the answer's type
 */
public final class InProcessFunction<I, O> implements LambdaFunction {
    private final RequestHandler<I, O> handler;
    private final Class<I> input;
    private final Duration timeout;
    private final EventSerializer serializer = new EventSerializer();
    private final ReentrantLock oneAtATime = new ReentrantLock(true);

    /**
     * Makes a function of a handler.
     *
     * @param timeout how long the handler is told it may take
     */
    public InProcessFunction(RequestHandler<I, O> handler, Class<I> input, Duration timeout) {
        this.handler = handler;
        this.input = input;
        this.timeout = timeout;
    }

    @Override
    public byte[] invoke(byte[] event) {
        oneAtATime.lock();
        try {
            I typed = serializer.fromJson(new ByteArrayInputStream(event), input);
            var context = LocalContext.of(handler.getClass().getSimpleName(), timeout);
            var answer = handler.handleRequest(typed, context);
            var bytes = new ByteArrayOutputStream();
            serializer.toJson(answer, bytes, answer.getClass());
            return bytes.toByteArray();
        } catch (RuntimeException e) {
            throw new FunctionException(e.getClass().getName(), String.valueOf(e.getMessage()), e);
        } finally {
            oneAtATime.unlock();
        }
    }
}
