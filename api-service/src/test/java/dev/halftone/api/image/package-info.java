@NullMarked
package dev.halftone.api.image;

import org.jspecify.annotations.NullMarked;
