/** Rows in, images stored, outcomes recorded, webhooks delivered. */
@NullMarked
package dev.halftone.worker;

import org.jspecify.annotations.NullMarked;
