@NullMarked
package dev.halftone.upload;

import org.jspecify.annotations.NullMarked;
