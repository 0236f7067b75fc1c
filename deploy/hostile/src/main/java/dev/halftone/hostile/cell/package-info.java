/** What is hostile, one kind a cell, and how each of it must end. */
@NullMarked
package dev.halftone.hostile.cell;

import org.jspecify.annotations.NullMarked;
