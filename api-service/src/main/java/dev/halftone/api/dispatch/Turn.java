package dev.halftone.api.dispatch;

/** What a dispatcher found when it was its turn. */
enum Turn {
    /** Rows were published; there may be more. */
    PUBLISHED,
    /** Rows are owed, but every window is full or another dispatcher has them. */
    WAITING,
    /** Every row of every job is published. */
    IDLE
}
