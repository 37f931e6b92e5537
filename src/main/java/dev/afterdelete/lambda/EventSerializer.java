package dev.afterdelete.lambda;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.afterdelete.lambda.amazonmq.RabbitEventReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Turns JSON into the events that our handlers take and their answers into JSON, in place of the runtime's own
 * serializer, which binds by reflection and takes most of a cold start to get ready. The runtime finds it as a service.
 *
 * <p>Bytes that are not UTF-8 become U+FFFD, so that one unreadable message cannot take its whole batch down: whoever
 * reads that message refuses it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-custom-serialization.html">Lambda: custom
 *     serialization in Java</a>
 */
@SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the interface is the runtime's
public final class EventSerializer implements CustomPojoSerializer {
    /** The only factory of this room; it keeps no state between documents. */
    static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    /**
     * Reads an event.
     *
     * @param type {@code SQSEvent}, {@code RabbitMQEvent}, {@code APIGatewayV2HTTPEvent} or {@code ScheduledEvent}
     * @throws UnreadableEventException when the payload is not exactly one such event
     * @throws IllegalArgumentException when {@code type} is another one
     */
    @Override
    public <T> T fromJson(InputStream input, Type type) {
        return (T) read(new InputStreamReader(input, StandardCharsets.UTF_8), type);
    }

    /** Reads an event from text, as {@link #fromJson(InputStream, Type)} does. */
    @Override
    public <T> T fromJson(String input, Type type) {
        return (T) read(new StringReader(input), type);
    }

    private static Object read(Reader json, Type type) {
        try (var parser = JSON.createParser(json)) {
            parser.nextToken();
            var event = event(parser, type);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the event");
            }
            return event;
        } catch (IOException e) {
            throw new UnreadableEventException(type.getTypeName(), e);
        }
    }

    private static Object event(JsonParser parser, Type type) throws IOException {
        if (type == SQSEvent.class) {
            return SqsEventReader.read(parser);
        }
        if (type == APIGatewayV2HTTPEvent.class) {
            return HttpEventReader.read(parser);
        }
        if (type == ScheduledEvent.class) {
            return ScheduledEventReader.read(parser);
        }
        if (type == RabbitMQEvent.class) {
            return RabbitEventReader.read(parser);
        }
        throw new IllegalArgumentException("no handler here takes a " + type.getTypeName()
                + "; it would need a reader of its own in " + EventSerializer.class.getName());
    }

    /**
     * Writes a handler's answer; leaves {@code output} open.
     *
     * @param value an {@code SQSBatchResponse}, an {@code APIGatewayV2HTTPResponse}, text, a number, a truth value, a
     *     map or list of those, or null
     * @throws IllegalArgumentException when it is anything else
     */
    @Override
    public <T> void toJson(@Nullable T value, OutputStream output, Type type) {
        try (var generator = JSON.createGenerator(output, JsonEncoding.UTF8)) {
            write(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException("a " + type.getTypeName() + " cannot be written", e);
        }
    }

    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        if (value instanceof SQSBatchResponse response) {
            ResponseWriter.write(generator, response);
        } else if (value instanceof APIGatewayV2HTTPResponse response) {
            ResponseWriter.write(generator, response);
        } else {
            JsonValues.write(generator, value);
        }
    }
}
