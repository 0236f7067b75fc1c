package dev.halftone.worker.outcome;

/**
 * An image that has no outcome, and is due.
 *
 * @param position of its source in the row
 * @param attempts how often its source was asked for before it was parked; 0 if it never was
 * @param deaths how often a worker began to process it and is not known to have survived that
 */
public record PendingImage(int position, int attempts, int deaths) {}
