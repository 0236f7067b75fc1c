@NullMarked
package dev.halftone.worker.flow;

import org.jspecify.annotations.NullMarked;
