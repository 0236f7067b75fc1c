/** Files that are built to break decoders. */
@NullMarked
package dev.halftone.hostile.image;

import org.jspecify.annotations.NullMarked;
