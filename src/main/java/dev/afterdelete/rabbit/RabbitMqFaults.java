package dev.afterdelete.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import java.util.Optional;

/** What failures of RabbitMQ are called here. */
final class RabbitMqFaults {
    private RabbitMqFaults() {}

    /** The queue did not answer, or not as it was asked. */
    static Fault unavailable(Exception error) {
        return new Fault(FaultCode.QUEUE_UNAVAILABLE, "RabbitMQ does not answer as expected: " + reason(error));
    }

    /** A message was not handed to the queue. */
    static Fault unsent(String reason) {
        return new Fault(FaultCode.SEND_FAILED, "RabbitMQ did not take the message: " + reason);
    }

    /** What RabbitMQ said, or the system; one line. */
    static String reason(Exception error) {
        return findShutdown(error)
                .map(RabbitMqFaults::reason)
                .or(() -> Optional.ofNullable(error.getMessage())
                        .flatMap(message -> message.lines().findFirst()))
                .orElseGet(() -> error.getClass().getSimpleName());
    }

    static String reason(ShutdownSignalException shutdown) {
        return switch (shutdown.getReason()) {
            case AMQP.Channel.Close close -> close.getReplyText();
            case AMQP.Connection.Close close -> close.getReplyText();
            case null, default -> "the connection broke";
        };
    }

    private static Optional<ShutdownSignalException> findShutdown(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ShutdownSignalException shutdown) {
                return Optional.of(shutdown);
            }
        }
        return Optional.empty();
    }
}
