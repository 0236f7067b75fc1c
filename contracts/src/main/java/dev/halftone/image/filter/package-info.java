/**
 * Operations that compute pixels from pixels: those of Pillow's {@code ImageFilter}, under its names and with its results, and a
 * few of our own.
 */
@NullMarked
package dev.halftone.image.filter;

import org.jspecify.annotations.NullMarked;
