@NullMarked
package dev.halftone.api.retention;

import org.jspecify.annotations.NullMarked;
