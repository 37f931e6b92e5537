package dev.afterdelete.rabbit.connect;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** What failures of RabbitMQ are called here. */
public final class RabbitMqFaults {
    private static final Set<Integer> REFUSALS =
            Set.of(AMQP.ACCESS_REFUSED, AMQP.NOT_FOUND, AMQP.PRECONDITION_FAILED, AMQP.NOT_ALLOWED);

    private RabbitMqFaults() {}

    /** A message was not handed to the queue. */
    public static Fault unsent(String reason) {
        return new Fault(FaultCode.SEND_FAILED, "RabbitMQ did not take the message: " + reason);
    }

    /** {@code queue} cannot be consumed, and a person has to see to that. */
    public static Fault unusable(String queue, String reason) {
        return new Fault(
                FaultCode.INVALID_CONFIGURATION,
                "the queue %s of AFTERDELETE_QUEUE_URL cannot be consumed: %s; `afterdelete queue` says what there is"
                        .formatted(queue, reason));
    }

    /** Whether RabbitMQ or its certificate will say no again until a person changes something. */
    static boolean isRefusal(Exception error) {
        return find(error, AuthenticationFailureException.class).isPresent()
                || find(error, CertificateException.class).isPresent()
                || find(error, ShutdownSignalException.class)
                        .filter(signal -> REFUSALS.contains(codeOf(signal)))
                        .isPresent();
    }

    private static int codeOf(ShutdownSignalException signal) {
        return switch (signal.getReason()) {
            case AMQP.Channel.Close close -> close.getReplyCode();
            case AMQP.Connection.Close close -> close.getReplyCode();
            case null, default -> 0;
        };
    }

    /** What RabbitMQ said, or the system; one line. */
    public static String reason(Exception error) {
        return find(error, ShutdownSignalException.class)
                .map(RabbitMqFaults::reason)
                .or(() -> find(error, CertificateException.class).map(RabbitMqFaults::reason))
                .or(() -> find(error, TimeoutException.class).map(_ -> "it did not answer in time"))
                .or(() -> find(error, UnknownHostException.class).map(_ -> "there is no host of that name"))
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

    private static String reason(ShutdownSignalException shutdown) {
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
