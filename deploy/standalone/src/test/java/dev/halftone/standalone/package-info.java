@NullMarked
package dev.halftone.standalone;

import org.jspecify.annotations.NullMarked;
