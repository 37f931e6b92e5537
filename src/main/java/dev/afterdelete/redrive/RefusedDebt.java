package dev.afterdelete.redrive;

import java.time.Instant;

/**
 * A row of the outbox that was refused.
 *
 * @param id the row
 * @param body the message as the application wrote it, without {@code outbox}
 * @param code why it was refused
 * @param refused when
 */
public record RefusedDebt(long id, String body, String code, Instant refused) {}
