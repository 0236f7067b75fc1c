/** Real connections that must not be made. */
@NullMarked
package dev.halftone.worker.egress;

import org.jspecify.annotations.NullMarked;
