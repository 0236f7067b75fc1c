/** Rows from Kafka: received, read, and acknowledged in whatever order they are done. */
@NullMarked
package dev.halftone.worker.intake;

import org.jspecify.annotations.NullMarked;
