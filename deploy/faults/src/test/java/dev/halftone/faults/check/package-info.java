@NullMarked
package dev.halftone.faults.check;

import org.jspecify.annotations.NullMarked;
