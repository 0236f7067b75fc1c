/** Runs the pipelines of an image: one decode, every rendition of it, on threads of its own. */
@NullMarked
package dev.halftone.worker.process;

import org.jspecify.annotations.NullMarked;
