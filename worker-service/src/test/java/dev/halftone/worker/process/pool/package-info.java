@NullMarked
package dev.halftone.worker.process.pool;

import org.jspecify.annotations.NullMarked;
