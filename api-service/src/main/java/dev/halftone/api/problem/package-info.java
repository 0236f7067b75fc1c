/** The one error edge: every error of the HTTP surface leaves as {@code application/problem+json} (RFC 9457). */
@NullMarked
package dev.halftone.api.problem;

import org.jspecify.annotations.NullMarked;
