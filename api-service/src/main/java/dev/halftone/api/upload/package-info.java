/** Images that come with a submission, on their way into the object store. */
@NullMarked
package dev.halftone.api.upload;

import org.jspecify.annotations.NullMarked;
