/** Starting several things together and ending them in order. */
@NullMarked
package dev.halftone.standalone.lifecycle;

import org.jspecify.annotations.NullMarked;
