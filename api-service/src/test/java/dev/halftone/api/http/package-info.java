/** What a client may not do to the server. */
@NullMarked
package dev.halftone.api.http;

import org.jspecify.annotations.NullMarked;
