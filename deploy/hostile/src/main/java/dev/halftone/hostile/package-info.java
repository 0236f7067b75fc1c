/** The hostile corpus run: hostile input of every kind given to one running system, beside ordinary work. */
@NullMarked
package dev.halftone.hostile;

import org.jspecify.annotations.NullMarked;
