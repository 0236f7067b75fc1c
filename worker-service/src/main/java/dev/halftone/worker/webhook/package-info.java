/** Tells endpoints that a job completed: signed, retried, recorded. */
@NullMarked
package dev.halftone.worker.webhook;

import org.jspecify.annotations.NullMarked;
