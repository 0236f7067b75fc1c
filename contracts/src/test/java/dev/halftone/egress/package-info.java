/** Every address and URL a hostile client has been seen to try. */
@NullMarked
package dev.halftone.egress;

import org.jspecify.annotations.NullMarked;
