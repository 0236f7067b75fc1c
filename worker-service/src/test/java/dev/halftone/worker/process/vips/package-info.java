@NullMarked
package dev.halftone.worker.process.vips;

import org.jspecify.annotations.NullMarked;
