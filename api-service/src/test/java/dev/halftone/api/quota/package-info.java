/** Tests of who may ask for how much. */
@NullMarked
package dev.halftone.api.quota;

import org.jspecify.annotations.NullMarked;
