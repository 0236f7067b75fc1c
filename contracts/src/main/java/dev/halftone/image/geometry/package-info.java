/** Operations that move pixels or leave some out. */
@NullMarked
package dev.halftone.image.geometry;

import org.jspecify.annotations.NullMarked;
