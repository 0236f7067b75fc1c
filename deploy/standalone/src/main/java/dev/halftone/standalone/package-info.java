/** The whole system in one JVM, and the commands that start and use it. */
@NullMarked
package dev.halftone.standalone;

import org.jspecify.annotations.NullMarked;
