/** Which job a log line speaks of. */
@NullMarked
package dev.halftone.worker.log;

import org.jspecify.annotations.NullMarked;
