/** Clients who abuse the api, an honest one beside them, and what must hold meanwhile. */
@NullMarked
package dev.halftone.hostile.abuse;

import org.jspecify.annotations.NullMarked;
