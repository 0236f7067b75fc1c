@NullMarked
package dev.halftone.hostile.abuse;

import org.jspecify.annotations.NullMarked;
