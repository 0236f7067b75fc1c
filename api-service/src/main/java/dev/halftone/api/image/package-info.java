/** Images that are sent by themselves, or processed anew by their ids: each becomes a job like any other. */
@NullMarked
package dev.halftone.api.image;

import org.jspecify.annotations.NullMarked;
