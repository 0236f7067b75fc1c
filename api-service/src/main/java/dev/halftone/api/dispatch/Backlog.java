package dev.halftone.api.dispatch;

/**
 * What the whole system owes.
 *
 * @param unpublished images that are to be given to Kafka: for the first time, or because they were parked until now
 * @param ahead images that are given to Kafka and unfinished
 * @param parked images that wait for their host's time
 */
record Backlog(long unpublished, long ahead, long parked) {

    static final Backlog NONE = new Backlog(0, 0, 0);
}
