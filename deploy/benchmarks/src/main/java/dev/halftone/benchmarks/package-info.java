/** What things cost, measured side by side in one run. */
@NullMarked
package dev.halftone.benchmarks;

import org.jspecify.annotations.NullMarked;
