/** The flow: rows in, images fetched, processed and stored, outcomes recorded. The only package that knows the steps. */
@NullMarked
package dev.halftone.worker.flow;

import org.jspecify.annotations.NullMarked;
