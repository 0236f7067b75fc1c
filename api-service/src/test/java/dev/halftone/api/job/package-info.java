/** Tests of reading jobs over HTTP. */
@NullMarked
package dev.halftone.api.job;

import org.jspecify.annotations.NullMarked;
