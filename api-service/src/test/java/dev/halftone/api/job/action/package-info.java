/** Tests of cancelling and retrying jobs. */
@NullMarked
package dev.halftone.api.job.action;

import org.jspecify.annotations.NullMarked;
