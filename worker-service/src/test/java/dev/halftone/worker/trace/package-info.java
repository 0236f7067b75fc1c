@NullMarked
package dev.halftone.worker.trace;

import org.jspecify.annotations.NullMarked;
