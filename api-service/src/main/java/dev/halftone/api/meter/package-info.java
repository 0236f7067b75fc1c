/** What the service measures. */
@NullMarked
package dev.halftone.api.meter;

import org.jspecify.annotations.NullMarked;
