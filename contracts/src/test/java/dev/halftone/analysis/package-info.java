@NullMarked
package dev.halftone.analysis;

import org.jspecify.annotations.NullMarked;
