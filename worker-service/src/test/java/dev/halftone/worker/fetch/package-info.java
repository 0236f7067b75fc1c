/** Fetches from real servers, well-behaved and not. */
@NullMarked
package dev.halftone.worker.fetch;

import org.jspecify.annotations.NullMarked;
