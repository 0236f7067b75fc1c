@NullMarked
package dev.halftone.faults.process;

import org.jspecify.annotations.NullMarked;
