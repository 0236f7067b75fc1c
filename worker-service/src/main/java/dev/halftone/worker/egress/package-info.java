/** The guarded HTTP client that fetching and webhooks share. */
@NullMarked
package dev.halftone.worker.egress;

import org.jspecify.annotations.NullMarked;
