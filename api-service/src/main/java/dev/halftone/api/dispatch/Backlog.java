package dev.halftone.api.dispatch;

/**
 * What the whole system owes.
 *
 * @param jobs that have no terminal state
 * @param unpublished images that are not given to Kafka
 * @param ahead images that are given to Kafka and unfinished
 */
record Backlog(long jobs, long unpublished, long ahead) {

    static final Backlog NONE = new Backlog(0, 0, 0);
}
