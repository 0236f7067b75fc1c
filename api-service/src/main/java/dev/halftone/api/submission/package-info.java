/** {@code POST /v1/jobs}: a manifest and what is to be done with it become a job, or an answer that says why not. */
@NullMarked
package dev.halftone.api.submission;

import org.jspecify.annotations.NullMarked;
