/** The worker's meters, declared in one place. */
@NullMarked
package dev.halftone.worker.meter;

import org.jspecify.annotations.NullMarked;
