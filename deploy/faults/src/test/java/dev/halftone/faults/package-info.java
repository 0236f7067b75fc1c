@NullMarked
package dev.halftone.faults;

import org.jspecify.annotations.NullMarked;
