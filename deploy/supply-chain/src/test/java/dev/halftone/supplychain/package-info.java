/** Tested on files made here, against a list of our own. */
@NullMarked
package dev.halftone.supplychain;

import org.jspecify.annotations.NullMarked;
