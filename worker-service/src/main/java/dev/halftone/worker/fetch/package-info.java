/** From a source's URL to its bytes, within limits. */
@NullMarked
package dev.halftone.worker.fetch;

import org.jspecify.annotations.NullMarked;
