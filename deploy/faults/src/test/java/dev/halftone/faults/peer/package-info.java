@NullMarked
package dev.halftone.faults.peer;

import org.jspecify.annotations.NullMarked;
