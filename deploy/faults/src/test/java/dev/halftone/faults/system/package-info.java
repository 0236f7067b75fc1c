@NullMarked
package dev.halftone.faults.system;

import org.jspecify.annotations.NullMarked;
