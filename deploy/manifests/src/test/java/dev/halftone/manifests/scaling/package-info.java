/** How the number of workers follows the work: the autoscaler's rules, as its manifest sets them, over a simulated cluster. */
@NullMarked
package dev.halftone.manifests.scaling;

import org.jspecify.annotations.NullMarked;
