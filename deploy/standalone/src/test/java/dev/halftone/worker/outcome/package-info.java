/** Here, because it speaks the worker's own statement to a database that the api cancels jobs in: neither knows the other. */
@NullMarked
package dev.halftone.worker.outcome;

import org.jspecify.annotations.NullMarked;
