/** What Halftone is made of, and what is known against it: tools of the build, no part of a program. */
@NullMarked
package dev.halftone.supplychain;

import org.jspecify.annotations.NullMarked;
