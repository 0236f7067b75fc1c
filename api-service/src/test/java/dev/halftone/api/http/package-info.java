/** What every request meets. */
@NullMarked
package dev.halftone.api.http;

import org.jspecify.annotations.NullMarked;
