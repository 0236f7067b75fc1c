@NullMarked
package dev.halftone.hostile.client;

import org.jspecify.annotations.NullMarked;
