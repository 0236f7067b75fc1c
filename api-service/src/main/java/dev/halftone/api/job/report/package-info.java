/** What became of each image: pages of them, and the manifest back as a report. */
@NullMarked
package dev.halftone.api.job.report;

import org.jspecify.annotations.NullMarked;
