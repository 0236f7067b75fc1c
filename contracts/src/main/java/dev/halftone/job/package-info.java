/** A job: one submission, its states and its counts. */
@NullMarked
package dev.halftone.job;

import org.jspecify.annotations.NullMarked;
