/** The manifest back, with what became of each image. */
@NullMarked
package dev.halftone.api.job.report;

import org.jspecify.annotations.NullMarked;
