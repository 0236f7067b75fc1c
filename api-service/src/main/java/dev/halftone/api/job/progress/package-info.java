/** A job's progress as server-sent events. */
@NullMarked
package dev.halftone.api.job.progress;

import org.jspecify.annotations.NullMarked;
