@NullMarked
package dev.halftone.hostile.network;

import org.jspecify.annotations.NullMarked;
