package dev.afterdelete.bench;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.afterdelete.Afterdelete;
import dev.afterdelete.lambda.CleanupHandler;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Afterdelete itself: its handler, with batches as Lambda hands them over. */
final class ConsumerContestant implements Contestant {
    private static final Duration REMAINING = Duration.ofMinutes(1);

    private final RecipeTables tables;
    private final int batchSize;
    private final Afterdelete afterdelete;
    private final CleanupHandler handler;

    ConsumerContestant(RecipeTables tables, int batchSize) {
        this.tables = tables;
        this.batchSize = batchSize;
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        this.afterdelete = Afterdelete.from(tables.database().settings(), nowhere::println);
        this.handler = new CleanupHandler(afterdelete);
    }

    @Override
    public String name() {
        return name(batchSize);
    }

    /** The name of the one with batches of {@code batchSize}. */
    static String name(int batchSize) {
        return String.format(Locale.ROOT, "Afterdelete, batches of %,d", batchSize);
    }

    @Override
    public RecipeTables tables() {
        return tables;
    }

    @Override
    public Work prepare(List<Long> ids) {
        var events = HandWritten.chunks(ids, batchSize).stream()
                .map(ConsumerContestant::event)
                .toList();
        return () -> events.forEach(this::handle);
    }

    @Override
    public void close() {
        afterdelete.close();
    }

    private void handle(SQSEvent event) {
        var failures =
                handler.handleRequest(event, new InvocationContext(REMAINING)).getBatchItemFailures();
        if (!failures.isEmpty()) {
            throw new IllegalStateException("%d of %d messages failed"
                    .formatted(failures.size(), event.getRecords().size()));
        }
    }

    /** The batch that deletes the recipes {@code ids}. */
    static SQSEvent event(List<Long> ids) {
        var event = new SQSEvent();
        event.setRecords(ids.stream()
                .map(id -> message("{\"id\":%d,\"action\":\"deleted\"}".formatted(id)))
                .toList());
        return event;
    }

    /** A message as it is when it is delivered for the first time. */
    static SQSMessage message(String body) {
        var message = new SQSMessage();
        message.setMessageId(UUID.randomUUID().toString());
        message.setBody(body);
        message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
        return message;
    }
}
