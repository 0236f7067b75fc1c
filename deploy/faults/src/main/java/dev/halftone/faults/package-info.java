/** The fault suite: one system of real processes, hit at one chosen point after the other, and judged from outside. */
@NullMarked
package dev.halftone.faults;

import org.jspecify.annotations.NullMarked;
