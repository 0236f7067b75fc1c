/** What operations take: typed parameters, what each allows, and what holds between them. */
@NullMarked
package dev.halftone.image.parameter;

import org.jspecify.annotations.NullMarked;
