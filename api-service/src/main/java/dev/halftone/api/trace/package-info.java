/** Traces of requests, for whoever receives OpenTelemetry's. */
@NullMarked
package dev.halftone.api.trace;

import org.jspecify.annotations.NullMarked;
