/** An image and what is to be made of it: formats, operations, pipelines, renditions. */
@NullMarked
package dev.halftone.image;

import org.jspecify.annotations.NullMarked;
