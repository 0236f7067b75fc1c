@NullMarked
package dev.halftone.worker.process;

import org.jspecify.annotations.NullMarked;
