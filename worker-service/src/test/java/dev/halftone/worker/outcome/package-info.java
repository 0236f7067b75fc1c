@NullMarked
package dev.halftone.worker.outcome;

import org.jspecify.annotations.NullMarked;
