package dev.afterdelete.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The events that a schedule hands to a function. */
final class ScheduledEvents {
    private ScheduledEvents() {}

    /** The event of a schedule that is due. */
    static byte[] at(Instant now) {
        return """
                {"version":"0","id":"%s","detail-type":"Scheduled Event","source":"aws.scheduler","account":"000000000000",
                "time":"%s","region":"us-east-1","resources":["arn:aws:scheduler:us-east-1:000000000000:schedule/local"],
                "detail":{}}""".formatted(UUID.randomUUID(), now.truncatedTo(ChronoUnit.SECONDS))
                .getBytes(UTF_8);
    }
}
