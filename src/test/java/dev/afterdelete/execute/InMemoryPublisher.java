package dev.afterdelete.execute;

import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The {@link Publisher} port as a list; a send fails when it is told so. */
public final class InMemoryPublisher implements Publisher {
    private final List<OutgoingMessage> sent = new ArrayList<>();
    private final Supplier<Optional<Fault>> failure;

    public InMemoryPublisher(Supplier<Optional<Fault>> failure) {
        this.failure = failure;
    }

    public static InMemoryPublisher reliable() {
        return new InMemoryPublisher(Optional::empty);
    }

    @Override
    public List<Optional<Fault>> publish(List<OutgoingMessage> messages) {
        return messages.stream().map(this::publish).toList();
    }

    private Optional<Fault> publish(OutgoingMessage message) {
        var fault = failure.get();
        if (fault.isEmpty()) {
            sent.add(message);
        }
        return fault;
    }

    /** Everything sent so far and not yet taken. */
    public List<OutgoingMessage> take() {
        var taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }
}
