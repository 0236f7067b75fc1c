/** The system that is given all this, as processes of its own. */
@NullMarked
package dev.halftone.hostile.system;

import org.jspecify.annotations.NullMarked;
