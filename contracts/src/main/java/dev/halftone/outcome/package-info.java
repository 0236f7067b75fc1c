/** How an image ended, and why. */
@NullMarked
package dev.halftone.outcome;

import org.jspecify.annotations.NullMarked;
