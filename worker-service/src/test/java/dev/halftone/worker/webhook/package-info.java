/** Deliveries from a real database to real receivers. */
@NullMarked
package dev.halftone.worker.webhook;

import org.jspecify.annotations.NullMarked;
