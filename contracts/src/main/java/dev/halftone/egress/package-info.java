/** Which URLs may be asked for and which addresses may be connected to. */
@NullMarked
package dev.halftone.egress;

import org.jspecify.annotations.NullMarked;
