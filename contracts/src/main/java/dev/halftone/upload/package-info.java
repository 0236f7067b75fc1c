/** Images that come with a submission rather than from a URL. */
@NullMarked
package dev.halftone.upload;

import org.jspecify.annotations.NullMarked;
