/** Origins and receivers that answer anything. */
@NullMarked
package dev.halftone.hostile.peer;

import org.jspecify.annotations.NullMarked;
