package dev.afterdelete.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import java.security.cert.CertificateException;
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
        return find(error, ShutdownSignalException.class)
                .map(RabbitMqFaults::reason)
                .or(() -> find(error, CertificateException.class).map(RabbitMqFaults::reason))
                .or(() -> firstLine(error))
                .orElseGet(() -> error.getClass().getSimpleName());
    }

    private static String reason(CertificateException refused) {
        return "its TLS certificate is refused: " + firstLine(refused).orElse("it is not valid");
    }

    private static Optional<String> firstLine(Exception error) {
        return Optional.ofNullable(error.getMessage())
                .flatMap(message -> message.lines().findFirst());
    }

    static String reason(ShutdownSignalException shutdown) {
        return switch (shutdown.getReason()) {
            case AMQP.Channel.Close close -> close.getReplyText();
            case AMQP.Connection.Close close -> close.getReplyText();
            case null, default -> "the connection broke";
        };
    }

    private static <E extends Exception> Optional<E> find(Throwable error, Class<E> kind) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
        }
        return Optional.empty();
    }
}
