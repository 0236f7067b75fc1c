/** The lab's network: every address there is, the names that lead there, and who listens. */
@NullMarked
package dev.halftone.hostile.network;

import org.jspecify.annotations.NullMarked;
