package dev.afterdelete.rabbit.connect;

import com.rabbitmq.client.BlockedListener;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether RabbitMQ takes messages of a connection: one that is short of memory or disk says so once somebody publishes,
 * and stops reading until it has said that it goes on. <b>Threads</b>: RabbitMQ's client tells it, any may ask.
 *
 * @see <a href="https://www.rabbitmq.com/docs/connection-blocked">RabbitMQ: blocked connections</a>
 */
final class Blockade implements BlockedListener {
    private final List<Runnable> listeners;
    private volatile @Nullable String reason;

    /** @param listeners run whenever RabbitMQ stops taking messages */
    Blockade(List<Runnable> listeners) {
        this.listeners = listeners;
    }

    @Override
    public void handleBlocked(String why) {
        reason = why;
        listeners.forEach(Runnable::run);
    }

    @Override
    public void handleUnblocked() {
        reason = null;
    }

    /** What RabbitMQ is short of; empty where it takes messages. */
    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
