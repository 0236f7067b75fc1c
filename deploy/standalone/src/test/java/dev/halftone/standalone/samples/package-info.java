@NullMarked
package dev.halftone.standalone.samples;

import org.jspecify.annotations.NullMarked;
