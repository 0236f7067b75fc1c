/** The photos that ship with the project, served on loopback. */
@NullMarked
package dev.halftone.standalone.samples;

import org.jspecify.annotations.NullMarked;
