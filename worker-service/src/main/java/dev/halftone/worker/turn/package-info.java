/** Places that are given in turn: to hosts by fetching, to jobs by decoding. */
@NullMarked
package dev.halftone.worker.turn;

import org.jspecify.annotations.NullMarked;
