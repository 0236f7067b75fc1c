/** What a child process may no longer do once it reads bytes of strangers: asked of the kernel, through the C library. */
@NullMarked
package dev.halftone.worker.process.sandbox;

import org.jspecify.annotations.NullMarked;
