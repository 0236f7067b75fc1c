@NullMarked
package dev.halftone.worker.intake;

import org.jspecify.annotations.NullMarked;
