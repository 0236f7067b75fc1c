@NullMarked
package dev.halftone.wire;

import org.jspecify.annotations.NullMarked;
