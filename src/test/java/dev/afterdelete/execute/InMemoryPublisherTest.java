package dev.afterdelete.execute;

import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.event.PublisherContract;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

class InMemoryPublisherTest extends PublisherContract {
    private final InMemoryPublisher publisher = InMemoryPublisher.reliable();

    @Override
    protected Publisher publisher() {
        return publisher;
    }

    @Override
    protected Publisher publisherToNowhere() {
        return new InMemoryPublisher(() -> Optional.of(Fault.of(FaultCode.SEND_FAILED)));
    }

    @Override
    protected Map<String, Approval> takeAll() {
        return publisher.take().stream().collect(Collectors.toMap(OutgoingMessage::body, OutgoingMessage::approval));
    }
}
