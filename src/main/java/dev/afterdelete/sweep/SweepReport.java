package dev.afterdelete.sweep;

import dev.afterdelete.transact.ChangedRows;

/**
 * What a sweep of soft-deleted rows came to.
 *
 * @param done rows whose cascade is complete, or that came back meanwhile
 * @param left rows that were come to and wait for the next sweep
 * @param refused rows that the database will not let go
 * @param rows what was changed
 */
public record SweepReport(long done, long left, long refused, ChangedRows rows) {}
