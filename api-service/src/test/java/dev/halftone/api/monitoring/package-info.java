@NullMarked
package dev.halftone.api.monitoring;

import org.jspecify.annotations.NullMarked;
