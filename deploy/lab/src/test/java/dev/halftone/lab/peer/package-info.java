@NullMarked
package dev.halftone.lab.peer;

import org.jspecify.annotations.NullMarked;
