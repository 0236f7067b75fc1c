@NullMarked
package dev.halftone.worker.process.sandbox;

import org.jspecify.annotations.NullMarked;
