package dev.afterdelete.differential;

/** How often what came out. */
enum Verdict {
    /** Both sides did it, and hold the same rows. */
    DONE,
    /** Both sides refused it. */
    REFUSED,
    /** InnoDB cannot judge it. */
    LEFT_OUT
}
