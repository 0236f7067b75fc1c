@NullMarked
package dev.halftone.hostile.image;

import org.jspecify.annotations.NullMarked;
