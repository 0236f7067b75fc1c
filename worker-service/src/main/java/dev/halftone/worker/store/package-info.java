/** Puts renditions into the object store, and gets uploads out of it. */
@NullMarked
package dev.halftone.worker.store;

import org.jspecify.annotations.NullMarked;
