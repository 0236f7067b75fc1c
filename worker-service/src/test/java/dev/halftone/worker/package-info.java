@NullMarked
package dev.halftone.worker;

import org.jspecify.annotations.NullMarked;
