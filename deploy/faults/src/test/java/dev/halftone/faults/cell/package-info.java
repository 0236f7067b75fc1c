@NullMarked
package dev.halftone.faults.cell;

import org.jspecify.annotations.NullMarked;
