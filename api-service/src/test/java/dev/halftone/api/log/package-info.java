/** Tests of the request id in the log. */
@NullMarked
package dev.halftone.api.log;

import org.jspecify.annotations.NullMarked;
