@NullMarked
package dev.halftone.api.submission;

import org.jspecify.annotations.NullMarked;
