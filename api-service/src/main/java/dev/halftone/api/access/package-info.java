/** Who may ask: keys, tokens and the admin key, each told apart before anything else of a request is read. */
@NullMarked
package dev.halftone.api.access;

import org.jspecify.annotations.NullMarked;
