@NullMarked
package dev.halftone.api.job.image;

import org.jspecify.annotations.NullMarked;
