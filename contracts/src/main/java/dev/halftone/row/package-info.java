/** One validated line of a manifest and the sources it names. */
@NullMarked
package dev.halftone.row;

import org.jspecify.annotations.NullMarked;
