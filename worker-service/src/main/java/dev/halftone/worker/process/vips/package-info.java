/** libvips, called through the JDK's Foreign Function and Memory API: the only native code. */
@NullMarked
package dev.halftone.worker.process.vips;

import org.jspecify.annotations.NullMarked;
