@NullMarked
package dev.halftone.standalone.infrastructure;

import org.jspecify.annotations.NullMarked;
