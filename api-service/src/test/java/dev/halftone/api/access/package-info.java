/** Tests of who may ask. */
@NullMarked
package dev.halftone.api.access;

import org.jspecify.annotations.NullMarked;
