@NullMarked
package dev.halftone.api.operation;

import org.jspecify.annotations.NullMarked;
