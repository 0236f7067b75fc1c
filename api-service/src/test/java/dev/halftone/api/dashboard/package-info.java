@NullMarked
package dev.halftone.api.dashboard;

import org.jspecify.annotations.NullMarked;
