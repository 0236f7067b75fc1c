@NullMarked
package dev.halftone.api.analysis;

import org.jspecify.annotations.NullMarked;
