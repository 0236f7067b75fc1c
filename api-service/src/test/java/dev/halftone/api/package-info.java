/** Tests of the service as a whole. */
@NullMarked
package dev.halftone.api;

import org.jspecify.annotations.NullMarked;
