@NullMarked
package dev.halftone.hostile.cell;

import org.jspecify.annotations.NullMarked;
