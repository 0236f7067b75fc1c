@NullMarked
package dev.halftone.lab.process;

import org.jspecify.annotations.NullMarked;
