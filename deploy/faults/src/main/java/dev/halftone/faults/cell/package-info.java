/** The faults, one by one. */
@NullMarked
package dev.halftone.faults.cell;

import org.jspecify.annotations.NullMarked;
