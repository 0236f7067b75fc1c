/** The system under test: real processes behind proxies, and the peers they talk to. */
@NullMarked
package dev.halftone.faults.system;

import org.jspecify.annotations.NullMarked;
