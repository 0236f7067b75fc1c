@NullMarked
package dev.halftone.api.census;

import org.jspecify.annotations.NullMarked;
