/** The HTTP server's limits, and the description of what it answers (OpenAPI). */
@NullMarked
package dev.halftone.api.http;

import org.jspecify.annotations.NullMarked;
