/** Real servers for the tests. */
@NullMarked
package dev.halftone.api.servers;

import org.jspecify.annotations.NullMarked;
