/** Whose jobs are seen. */
@NullMarked
package dev.halftone.api.tenant;

import org.jspecify.annotations.NullMarked;
