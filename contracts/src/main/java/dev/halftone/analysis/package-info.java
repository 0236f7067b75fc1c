/** Facts about an image that are found out once for its bytes, each by a class of its own. */
@NullMarked
package dev.halftone.analysis;

import org.jspecify.annotations.NullMarked;
