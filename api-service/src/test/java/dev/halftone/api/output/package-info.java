@NullMarked
package dev.halftone.api.output;

import org.jspecify.annotations.NullMarked;
