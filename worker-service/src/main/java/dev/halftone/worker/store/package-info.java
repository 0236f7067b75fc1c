/** Puts renditions into the object store. */
@NullMarked
package dev.halftone.worker.store;

import org.jspecify.annotations.NullMarked;
