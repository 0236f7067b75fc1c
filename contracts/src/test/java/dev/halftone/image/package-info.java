@NullMarked
package dev.halftone.image;

import org.jspecify.annotations.NullMarked;
