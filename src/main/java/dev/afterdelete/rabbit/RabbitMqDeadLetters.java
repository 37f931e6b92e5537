package dev.afterdelete.rabbit;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import dev.afterdelete.event.body.BodyText;
import dev.afterdelete.event.body.MessageName;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.rabbit.connect.RabbitMqConnection;
import dev.afterdelete.rabbit.letter.Fingerprint;
import dev.afterdelete.rabbit.letter.LetterIds;
import dev.afterdelete.redrive.BuriedLetter;
import dev.afterdelete.redrive.DeadLetters;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The {@link DeadLetters} port on RabbitMQ. A letter that was taken is hidden for as long as the connection stands;
 * when its time is over it is given back by the next question. Those that somebody else has taken are not counted:
 * RabbitMQ does not tell.
 */
public final class RabbitMqDeadLetters implements DeadLetters, AutoCloseable {
    private static final int MOST_AT_ONCE = 10;

    private final RabbitMqConnection connection;
    private final String queue;
    private final InstantSource clock;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final LetterIds ids = new LetterIds();
    private @Nullable Channel channel;
    private int channels;

    RabbitMqDeadLetters(RabbitMqConnection connection, RabbitMqTopology topology, InstantSource clock) {
        this.connection = connection;
        this.queue = topology.deadLetters();
        this.clock = clock;
    }

    /** A letter that was taken, under its receipt. */
    private record Held(long tag, String id, Instant visible) {}

    /** What one asks RabbitMQ. */
    private interface Question<T> {
        T ask(Channel channel) throws IOException;
    }

    @Override
    public Census census() {
        return ask(open -> {
            giveBackExpired(open);
            return new Census(open.messageCount(queue), held.size());
        });
    }

    @Override
    public List<BuriedLetter> take(Duration hidden) {
        return ask(open -> {
            giveBackExpired(open);
            var letters = new ArrayList<BuriedLetter>();
            while (letters.size() < MOST_AT_ONCE) {
                var response = open.basicGet(queue, false);
                if (response == null) {
                    break;
                }
                letters.add(letter(response, clock.instant().plus(hidden)));
            }
            return letters;
        });
    }

    private BuriedLetter letter(GetResponse response, Instant visible) {
        var tag = response.getEnvelope().getDeliveryTag();
        var receipt = "%d:%d".formatted(channels, tag);
        var id = ids.take(response);
        held.put(receipt, new Held(tag, id, visible));
        var properties = response.getProps();
        var sent = Optional.ofNullable(properties.getTimestamp()).map(Date::toInstant);
        var body = BodyText.of(response.getBody());
        return new BuriedLetter(
                id,
                receipt,
                body,
                RabbitMqHeaders.of(properties).texts(),
                Fingerprint.died(properties).or(() -> sent).orElse(Instant.EPOCH),
                MessageName.of(properties.getMessageId(), body));
    }

    private void giveBackExpired(Channel open) throws IOException {
        var now = clock.instant();
        var expired = held.entrySet().stream()
                .filter(letter -> !letter.getValue().visible().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
        for (var receipt : expired) {
            giveBack(open, receipt);
        }
    }

    private boolean giveBack(Channel open, String receipt) throws IOException {
        var letter = held.remove(receipt);
        if (letter == null) {
            return false;
        }
        ids.giveBack(letter.id());
        open.basicNack(letter.tag(), false, true);
        return true;
    }

    @Override
    public List<Optional<Fault>> remove(List<BuriedLetter> letters) {
        return letters.stream().map(letter -> remove(letter.receipt())).toList();
    }

    private Optional<Fault> remove(String receipt) {
        var letter = held.remove(receipt);
        var open = channel;
        if (letter == null || open == null) {
            return Optional.of(fault("it was not held any more, so it may still be there"));
        }
        try {
            open.basicAck(letter.tag(), false);
            ids.remove(letter.id());
            return Optional.empty();
        } catch (AlreadyClosedException | IOException error) {
            drop();
            return Optional.of(fault(connection.reason(error)));
        }
    }

    @Override
    public int giveBack(Collection<String> receipts) {
        var kept = 0;
        for (var receipt : receipts) {
            try {
                var open = channel;
                kept += open != null && giveBack(open, receipt) ? 0 : 1;
            } catch (AlreadyClosedException | IOException error) {
                drop(); // which gives all of them back
            }
        }
        return kept;
    }

    private <T> T ask(Question<T> question) {
        try {
            return question.ask(open());
        } catch (AlreadyClosedException | IOException | TimeoutException error) {
            drop();
            throw new FaultException(fault(connection.reason(error)), error);
        }
    }

    private Channel open() throws IOException, TimeoutException {
        var open = channel;
        if (open == null || !open.isOpen()) {
            drop();
            open = connection.openChannel();
            channel = open;
            channels++;
        }
        return open;
    }

    private void drop() {
        channel = null;
        held.clear();
        ids.giveBackAll();
        connection.drop();
    }

    private static Fault fault(String reason) {
        return new Fault(FaultCode.QUEUE_UNAVAILABLE, "the dead-letter queue: " + reason);
    }

    /** Gives back what was taken. */
    @Override
    public void close() {
        drop();
        connection.close();
    }
}
