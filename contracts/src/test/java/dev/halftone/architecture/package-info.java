/** The walls: the architecture's rules, applied by every module to itself. */
@NullMarked
package dev.halftone.architecture;

import org.jspecify.annotations.NullMarked;
