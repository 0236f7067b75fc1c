/** The operating system's processes of which the system under test is made. */
@NullMarked
package dev.halftone.lab.process;

import org.jspecify.annotations.NullMarked;
