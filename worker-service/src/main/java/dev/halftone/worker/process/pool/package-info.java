/** Child processes, in which images are decoded and encoded: what breaks there ends one image and nothing else. */
@NullMarked
package dev.halftone.worker.process.pool;

import org.jspecify.annotations.NullMarked;
