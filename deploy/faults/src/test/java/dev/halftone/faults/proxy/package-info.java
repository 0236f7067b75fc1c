@NullMarked
package dev.halftone.faults.proxy;

import org.jspecify.annotations.NullMarked;
