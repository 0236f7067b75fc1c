@NullMarked
package dev.halftone.worker.turn;

import org.jspecify.annotations.NullMarked;
