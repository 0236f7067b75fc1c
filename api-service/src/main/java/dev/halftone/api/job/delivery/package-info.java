/** Where the end of a job was told, and how each attempt went. */
@NullMarked
package dev.halftone.api.job.delivery;

import org.jspecify.annotations.NullMarked;
