/** Tests of images and reports. */
@NullMarked
package dev.halftone.api.job.report;

import org.jspecify.annotations.NullMarked;
