package dev.afterdelete.redrive;

import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.Reading;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a refused message says of itself, as far as it can be read.
 *
 * @param table that it is about
 * @param tenant whose it is
 * @param debt the row of the outbox that owes it
 */
record Contents(Optional<String> table, Optional<String> tenant, OptionalLong debt) {
    private static final Contents UNREADABLE = new Contents(Optional.empty(), Optional.empty(), OptionalLong.empty());

    static Contents of(String body, MessageFormat format) {
        return switch (format.read(body)) {
            case Reading.Understood(var message) ->
                new Contents(
                        Optional.of(message.table().name()),
                        message.envelope().tenant(),
                        message.envelope()
                                .debt()
                                .map(owed -> OptionalLong.of(owed.outbox()))
                                .orElseGet(OptionalLong::empty));
            case Reading.Refused _ -> UNREADABLE;
        };
    }
}
