/** Which job a log line speaks of. */
@NullMarked
package dev.halftone.api.log;

import org.jspecify.annotations.NullMarked;
