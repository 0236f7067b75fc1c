/** A client of the api, and what it was told. */
@NullMarked
package dev.halftone.hostile.client;

import org.jspecify.annotations.NullMarked;
