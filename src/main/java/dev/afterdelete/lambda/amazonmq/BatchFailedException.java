package dev.afterdelete.lambda.amazonmq;

/**
 * Some messages of a batch have to come again, and with them, as this event source knows no other way, all of them. It
 * has no stack trace: the log has said why.
 */
public final class BatchFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BatchFailedException(long failed, int messages) {
        super(
                "%d of %d messages failed and have to come again; the log says why".formatted(failed, messages),
                null,
                false,
                false);
    }
}
