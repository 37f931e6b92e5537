package dev.afterdelete.lambda;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Map;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Reads the event of a schedule. Unknown fields are skipped; every field may be missing, as it does where an operator
 * gave the schedule an input of his own.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-eventbridge-scheduler.html">Lambda: events of a
 *     schedule</a>
 */
final class ScheduledEventReader {
    private ScheduledEventReader() {}

    static ScheduledEvent read(JsonParser parser) throws IOException {
        EventJson.requireObject(parser);
        var event = new ScheduledEvent();
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "version" -> event.setVersion(EventJson.text(parser));
                case "account" -> event.setAccount(EventJson.text(parser));
                case "region" -> event.setRegion(EventJson.text(parser));
                case "detail" -> event.setDetail(detail(parser));
                case "detail-type" -> event.setDetailType(EventJson.text(parser));
                case "source" -> event.setSource(EventJson.text(parser));
                case "id" -> event.setId(EventJson.text(parser));
                case "time" -> event.setTime(time(parser));
                case "resources" -> event.setResources(EventJson.texts(parser));
                default -> parser.skipChildren();
            }
        }
        return event;
    }

    private static @Nullable Map<String, @Nullable Object> detail(JsonParser parser) throws IOException {
        return EventJson.isObject(parser) ? JsonValues.readObject(parser) : null;
    }

    private static @Nullable DateTime time(JsonParser parser) throws IOException {
        var text = EventJson.text(parser);
        try {
            return text == null ? null : DateTime.parse(text).withZone(DateTimeZone.UTC);
        } catch (IllegalArgumentException e) {
            throw new JsonParseException(parser, "expected a time such as 2026-01-31T00:00:00Z", e);
        }
    }
}
