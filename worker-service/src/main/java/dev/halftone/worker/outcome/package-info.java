/** Records how images ended, and knows which have: the worker's view of PostgreSQL. */
@NullMarked
package dev.halftone.worker.outcome;

import org.jspecify.annotations.NullMarked;
