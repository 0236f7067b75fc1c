/** What the work on a row or a delivery is made of, for whoever receives OpenTelemetry's traces. */
@NullMarked
package dev.halftone.worker.trace;

import org.jspecify.annotations.NullMarked;
