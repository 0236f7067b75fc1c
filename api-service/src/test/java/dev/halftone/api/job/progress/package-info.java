/** Tests of progress as events. */
@NullMarked
package dev.halftone.api.job.progress;

import org.jspecify.annotations.NullMarked;
