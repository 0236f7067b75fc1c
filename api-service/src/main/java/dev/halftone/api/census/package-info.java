/** What the whole system has and owes, counted now and then for its meters. */
@NullMarked
package dev.halftone.api.census;

import org.jspecify.annotations.NullMarked;
