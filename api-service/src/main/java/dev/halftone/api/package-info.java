/** The api-service: manifest in, rows out, jobs readable. */
@NullMarked
package dev.halftone.api;

import org.jspecify.annotations.NullMarked;
